import { join } from "node:path";
import { alignedTable, fillQuotes } from "@tenetjs/bench";
import { type CellName, cellNames, isPhased, type NamedCell, namedCell } from "@tenetjs/cells";
import { equations, parameterCount, type Recipe } from "@tenetjs/recipes";

/** The path of the README that lists all cells. */
export const cellsReadme = join(import.meta.dirname, "../../packages/cells/README.md");

/** The README's text, with its table and its equations renewed from the table of cells. */
export function withCells(markdown: string): string {
  const listed = cellNames.filter((name) => !isPhased(name)).map((name) => namedCell(name));
  const shown = { table: table(listed), equations: allEquations(listed) };
  return fillQuotes(markdown, shown, cellsReadme, "cells");
}

/** One row per cell, and one for all cells behind a temporal gate. */
function table(listed: readonly NamedCell[]): string {
  const phased = namedCell("phased-lstm");
  return alignedTable({
    columns: ["name", "cell", "state", "parameters", "needs", "from"],
    rows: [
      ...listed.map((cell) => [
        code(cell.name),
        cell.summary,
        cell.state.map(code).join(", "),
        cell.parameterCount(anySizes).formula,
        cell.inputs.map(code).join(", "),
        cited(cell),
      ]),
      [
        "`phased-NAME`",
        "Any cell above that has a recipe, behind a temporal gate.",
        "as `NAME`",
        `${gateFormula()} more`,
        phased.inputs.map(code).join(", "),
        cited(phased),
      ],
    ],
  });
}

/** Formulas do not depend on the sizes. */
const anySizes = { inputSize: 1, hiddenSize: 1 };

/** The terms that a temporal gate adds to the formula of a parameter count. */
function gateFormula(): string {
  const [bare, phased] = (["rnn", "phased-rnn"] as const).map(
    (name) => parameterCount(namedCell(name).recipe as Recipe, anySizes).terms,
  );
  const known = bare?.map(({ formula }) => formula) ?? [];
  return (phased ?? []).flatMap(({ formula }) => (known.includes(formula) ? [] : [formula])).join(" + ");
}

function cited({ citation: { authors, year, title, venue, url } }: NamedCell): string {
  return `${authors}, ${year}: [${title}](${url}). ${venue}`;
}

/** The equations of each recipe, and those that a temporal gate adds to those of the LSTM. */
function allEquations(listed: readonly NamedCell[]): string {
  const blocks = listed.flatMap(({ name, recipe }) =>
    recipe === undefined ? [] : [[code(name), math(equations(recipe))]],
  );
  const inner: CellName = "lstm";
  const known = equations(namedCell(inner).recipe as Recipe);
  const phased = equations(namedCell(`phased-${inner}`).recipe as Recipe);
  blocks.push([
    `\`phased-${inner}\` adds to \`${inner}\`:`,
    math(phased.filter((line) => !known.includes(line))),
  ]);
  return blocks.flat().join("\n\n");
}

function math(lines: readonly string[]): string {
  const text = lines.length === 1 ? lines[0] : `\\begin{gathered}\n${lines.join(" \\\\\n")}\n\\end{gathered}`;
  return `\`\`\`math\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}
