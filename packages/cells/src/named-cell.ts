import { checkChoice, problem } from "@tenetjs/core/internals";
import { type ParameterCount, parameterCount, type Recipe } from "@tenetjs/recipes";
import { cell } from "./cell.ts";
import type { CellOptions } from "./cell-options.ts";
import { type CellEntry, type CellSizes, type Citation, cellTable } from "./cell-table.ts";
import { phasedRecipe, type TemporalGateOptions, type TemporalGatePreset } from "./cells/phased.ts";
import type { Layer } from "./layer.ts";
import { type CellName, type ComposedName, cellNames, type PhasedName, type RecipeName } from "./names.ts";

const entries: Readonly<Record<RecipeName | ComposedName, CellEntry>> = cellTable;

/** Whether `name` is that of a cell behind a temporal gate. */
export function isPhased(name: CellName): name is PhasedName {
  return !Object.hasOwn(cellTable, name);
}

/** A cell, as `namedCell` returns it. */
export type NamedCell = {
  readonly name: CellName;
  readonly title: string;
  readonly summary: string;
  readonly citation: Citation;
  /** Undefined for a cell that is composed of tfjs's operations instead. */
  readonly recipe: Recipe | undefined;
  /** The names of the state, including `h`. */
  readonly state: readonly string[];
  /** The names of the step inputs that the cell reads. `scan` provides `time`; the others have to be passed to it. */
  readonly inputs: readonly string[];
  /** A layer of the given sizes. It is a `Cell` if the cell has a recipe. */
  layer(options: CellOptions): Layer;
  /** The number of parameters of a layer of the given sizes. */
  parameterCount(sizes: CellSizes): ParameterCount;
};

/**
 * The cell of the given name. `temporalGate` configures the gate of a cell that {@link isPhased}.
 *
 * @throws {RangeError} when the name is unknown, or when `temporalGate` is given for a cell without a temporal gate.
 */
export function namedCell(
  name: CellName,
  temporalGate?: TemporalGateOptions | TemporalGatePreset,
): NamedCell {
  checkChoice("namedCell", "the name", name, cellNames);
  if (!isPhased(name)) {
    if (temporalGate === undefined) return ofEntry(name, entries[name]);
    const next = hasRecipe(name) ? `Name the cell "phased-${name}".` : undefined;
    throw new RangeError(problem("namedCell", "no temporalGate for a cell without one", name, next));
  }
  const inner = name.slice("phased-".length) as RecipeName;
  const { title, recipe } = cellTable[inner];
  return ofEntry(name, {
    title: `phased ${title}`,
    summary: `\`${inner}\` behind a temporal gate.`,
    recipe: phasedRecipe(recipe, temporalGate),
    citation: {
      authors: "Neil, Pfeiffer and Liu",
      year: 2016,
      title: "Phased LSTM: Accelerating Recurrent Network Training for Long or Event-based Sequences",
      venue: "NeurIPS",
      url: "https://arxiv.org/abs/1610.09513",
    },
  });
}

function ofEntry(name: CellName, entry: CellEntry): NamedCell {
  const { title, summary, citation } = entry;
  const known = { name, title, summary, citation };
  if (!("recipe" in entry)) return { ...known, ...entry, recipe: undefined, inputs: [] };
  const { recipe } = entry;
  return {
    ...known,
    recipe,
    state: recipe.state,
    inputs: recipe.inputs,
    layer: (options) => cell(recipe, options) as Layer,
    parameterCount: (sizes) => parameterCount(recipe, sizes),
  };
}

function hasRecipe(name: RecipeName | ComposedName): name is RecipeName {
  return "recipe" in cellTable[name];
}
