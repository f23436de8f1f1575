import { join } from "node:path";
import { alignedTable, fillQuotes } from "@tenetjs/bench";
import { type CellName, cellNames, isPhased, type NamedCell, namedCell } from "@tenetjs/cells";
import { equations, parameterCount, type Recipe } from "@tenetjs/recipes";

/** The document that shows all cells. */
export const cellsReadme = join(import.meta.dirname, "../../packages/cells/README.md");

/** That document with what it shows of the list of cells written anew. */
export function withCells(markdown: string): string {
  const listed = cellNames.filter((name) => !isPhased(name)).map((name) => namedCell(name));
  const shown = { table: table(listed), equations: allEquations(listed) };
  return fillQuotes(markdown, shown, cellsReadme, "cells");
}

/** A row for each cell, and one for all that are behind a temporal gate. */
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
        "Any of these that has a recipe, behind a temporal gate.",
        "as `NAME`",
        `${gateFormula()} more`,
        phased.inputs.map(code).join(", "),
        cited(phased),
      ],
    ],
  });
}

/** A formula does not depend on them. */
const anySizes = { inputSize: 1, hiddenSize: 1 };

/** What a temporal gate adds to the formula of a count. */
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

/** The equations of each recipe, and those that a temporal gate adds to the LSTM's. */
function allEquations(listed: readonly NamedCell[]): string {
  const blocks = listed.flatMap(({ name, recipe }) =>
    recipe === undefined ? [] : [[code(name), math(equations(recipe))]],
  );
  const inner: CellName = "lstm";
  const known = equations(namedCell(inner).recipe as Recipe);
  const phased = equations(namedCell(`phased-${inner}`).recipe as Recipe);
  blocks.push([
    `\`phased-${inner}\`, but for those of \`${inner}\``,
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
