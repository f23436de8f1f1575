import { type Application, children, type Expression, type Leaf, type LeafRole } from "./expression.ts";
import { nodes } from "./expression-graph.ts";
import { formula, type Symbols } from "./formula.ts";
import { symbolsOf } from "./notation.ts";
import type { Gate, Recipe } from "./recipe.ts";
import { stepRoots } from "./second-product.ts";
import type { UpdateRecipe } from "./update-recipe.ts";

/** How equations are written. */
export type EquationOptions = {
  /**
   * The LaTeX of a symbol, or of a gate's sum, wherever it stands: `latex` itself by default, and with more around it where more is to be shown, such as its
   * value. `node` is what it stands for.
   */
  readonly symbol?: (latex: string, node: Expression) => string;
};

/**
 * The recipe's step as LaTeX, one equation an entry, in the order in which they can be computed. Since they are read off the
 * graph that is computed, they cannot differ from it. A name is written by its symbol in the recipe's `notation`, or by its first letter, or in
 * full where another symbol has that letter.
 *
 * Of a cell: the gates, what the recipe names in `definitions`, the next state; with row vectors, as the code multiplies: x W. Of an
 * optimizer: the slots, and the update as the difference of the parameter theta. The circled dot is the elementwise product.
 */
export function equations(
  recipe: Recipe | UpdateRecipe,
  { symbol = (latex) => latex }: EquationOptions = {},
): string[] {
  return "gates" in recipe ? cellEquations(recipe, symbol) : updateEquations(recipe, symbol);
}

type WriteSymbol = NonNullable<EquationOptions["symbol"]>;

function cellEquations(recipe: Recipe, symbol: WriteSymbol): string[] {
  // The factor of a second product comes before its gates.
  const order = nodes(...stepRoots(recipe));
  const parentsOf = parents(order);
  const roots = new Set(Object.values(recipe.next));
  const letter = cellLetters(recipe);
  const { define, replace, lines, isNamed, textOf } = system(order, symbol, (leaf) =>
    cellSymbol(leaf, letter),
  );
  for (const node of order) {
    if (node.kind !== "leaf" || node.role !== "gate") continue;
    const factor = recipe.second?.gates.includes(node.name) ? textOf(recipe.second.factor) : undefined;
    const sum = preActivation(recipe, node.name, letter("gate", node.name), factor);
    const activation = activationOf(node, parentsOf);
    if (activation === undefined || isNamed(activation)) {
      define(node, `\\bar{${letter("gate", node.name)}}_t`, sum);
    } else {
      replace(node, sum);
      if (!roots.has(activation)) define(activation, `${letter("gate", node.name)}_t`);
    }
  }
  for (const { latex, value } of recipe.definitions) if (!isNamed(value)) define(value, latex);
  for (const name of recipe.state) {
    const value = recipe.next[name] as Expression;
    if (value.kind !== "leaf" && !isNamed(value)) define(value, `${letter("state", name)}_t`);
  }
  return lines();
}

function updateEquations(recipe: UpdateRecipe, symbol: WriteSymbol): string[] {
  const order = nodes(...Object.values(recipe.next), recipe.update);
  const letter = updateLetters(recipe);
  const { define, lines, isNamed } = system(order, symbol, (leaf) => updateSymbol(leaf, letter));
  for (const name of recipe.slots) {
    const value = recipe.next[name] as Expression;
    if (value.kind !== "leaf" && !isNamed(value)) define(value, `${letter("slot", name)}_t`);
  }
  if (!isNamed(recipe.update)) define(recipe.update, "\\theta_t - \\theta_{t-1}");
  return lines();
}

/** Equations that are being written: which nodes have a symbol, and what is said of it. */
function system(order: readonly Expression[], write: WriteSymbol, symbolOf: (leaf: Leaf) => string) {
  const named = new Map<Expression, string>();
  const bodies = new Map<Expression, string | undefined>();
  const symbols: Symbols = { named, leafSymbol: (leaf) => write(symbolOf(leaf), leaf) };
  return {
    isNamed: (node: Expression) => named.has(node),
    /** The node as a factor: its symbol, or what it is computed by in brackets. */
    textOf: (node: Expression) =>
      named.get(node) ??
      (node.kind === "application" || node.kind === "selection"
        ? `(${formula(node, symbols)})`
        : formula(node, symbols)),
    /** Writes `symbol` for the node, and an equation for it: `body`, or what it is computed by. */
    define: (node: Expression, symbol: string, body?: string) => {
      named.set(node, write(symbol, node));
      bodies.set(node, body);
    },
    /** Writes `text` for the node wherever it stands. */
    replace: (node: Expression, text: string) => {
      named.set(node, write(text, node));
    },
    lines: () =>
      order
        .filter((node) => bodies.has(node))
        .map((node) => `${named.get(node)} = ${bodies.get(node) ?? formula(node, symbols)}`),
  };
}

/** What is computed directly from each node of `order`. */
export function parents(order: readonly Expression[]): Map<Expression, Expression[]> {
  const found = new Map<Expression, Expression[]>();
  for (const node of order)
    for (const child of children(node)) found.set(child, [...(found.get(child) ?? []), node]);
  return found;
}

/** The nonlinearity of the sum that `gate` is a term of, if that is all that the gate is used for. */
export function activationOf(
  gate: Expression,
  parentsOf: ReadonlyMap<Expression, Expression[]>,
): Application | undefined {
  const [parent, ...others] = parentsOf.get(gate) ?? [];
  if (others.length > 0 || parent?.kind !== "application") return undefined;
  if (["sigmoid", "tanh", "relu"].includes(parent.operation)) return parent;
  return parent.operation === "add" ? activationOf(parent, parentsOf) : undefined;
}

type Letter = (role: LeafRole, name: string) => string;

function cellLetters({ gates, state, parameters, inputs, notation, definitions }: Recipe): Letter {
  const names = [
    ...gates.map(({ name }) => ({ role: "gate", name }) as const),
    ...state.map((name) => ({ role: "state", name }) as const),
    ...parameters.map(({ name }) => ({ role: "parameter", name }) as const),
    ...inputs.map((name) => ({ role: "input", name }) as const),
  ];
  const defined = definitions.map(({ latex }) => latex.replace(/_t$/, ""));
  const symbol = symbolsOf(names, notation, ["x", "W", "b", ...defined]);
  return (role, name) => symbol({ role, name });
}

function updateLetters({ slots, scalars, notation }: UpdateRecipe): Letter {
  const names = [
    ...slots.map((name) => ({ role: "slot", name }) as const),
    ...scalars.map((name) => ({ role: "scalar", name }) as const),
  ];
  const symbol = symbolsOf(names, notation, ["g"]);
  return (role, name) => symbol({ role, name });
}

function preActivation({ gates }: Recipe, name: string, letter: string, factor = "h_{t-1}"): string {
  const { from } = gates.find((gate) => gate.name === name) as Gate;
  const only = gates.length === 1 ? "" : letter;
  const weight = (source: string) => (only === "" ? `W_${source}` : `W_{${source}${only}}`);
  const terms = [
    ...(from === "hidden" ? [] : [`x_t ${weight("x")}`]),
    ...(from === "input" ? [] : [`${factor} ${weight("h")}`]),
    only === "" ? "b" : `b_${only}`,
  ];
  return terms.join(" + ");
}

function cellSymbol({ role, name }: Leaf, letter: Letter): string {
  const symbol = letter(role, name);
  if (role === "state") return `${symbol}_{t-1}`;
  return role === "parameter" || name === "time" ? symbol : `${symbol}_t`;
}

function updateSymbol({ role, name }: Leaf, letter: Letter): string {
  if (role === "parameter") return "\\theta_{t-1}";
  if (role === "gradient") return "g_t";
  return `${letter(role, name)}_${role === "slot" ? "{t-1}" : "t"}`;
}
