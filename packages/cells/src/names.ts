/** The names of the cells that are recipes. Each of them also exists behind a temporal gate. */
export const recipeNames = [
  "rnn",
  "lstm",
  "gru",
  "original-gru",
  "peephole-lstm",
  "mgu",
  "indrnn",
  "min-gru",
  "min-lstm",
  "sru",
] as const;

/** The names of the cells that are composed of tfjs's operations instead. */
export const composedNames = ["layer-norm-lstm"] as const;

export type RecipeName = (typeof recipeNames)[number];
export type ComposedName = (typeof composedNames)[number];
export type PhasedName = `phased-${RecipeName}`;

/** A cell's name: one in the table, or `phased-` followed by the name of a cell that has a recipe. */
export type CellName = RecipeName | ComposedName | PhasedName;

/** The names of all cells: those in the table, then those behind a temporal gate. */
export const cellNames: readonly CellName[] = [
  ...recipeNames,
  ...composedNames,
  ...recipeNames.map((name) => `phased-${name}` as const),
];
