import type { Rng } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type Expression, expression, type Leaf, type Operand } from "./expression.ts";
import { checkDistinct, checkLeaves, checkReturned, symbols } from "./symbols.ts";

/**
 * A cell, written once: how one unit's state follows from its gates, its previous state, its own learned parameters
 * and the step's inputs. Made by {@link recipe}; a plain value that interpreters and compilers read.
 */
export type Recipe = {
  readonly name: string;
  readonly gates: readonly Gate[];
  /** Names of the state, `h` among them: `h` is the output and what Wh multiplies. */
  readonly state: readonly string[];
  /** Learned numbers that each unit has of its own, such as peephole weights. */
  readonly parameters: readonly UnitParameter[];
  /** Names of the per-step inputs that all units of a row share. `time` is the step's number or timestamp. */
  readonly inputs: readonly string[];
  /** Which gates keep and which write memory, for `forgetBias` and chrono initialisation. */
  readonly memory: Memory;
  /** The state after the step. */
  readonly next: { readonly h: Expression; readonly [name: string]: Expression };
  /** How names are written in equations, where not by their own first letter. */
  readonly notation: Readonly<Record<string, string>>;
  /** Intermediate values that get an equation of their own. */
  readonly definitions: readonly Definition[];
};

/** A value of the step and its symbol in LaTeX. */
export type Definition = { readonly latex: string; readonly value: Expression };

/** One column block of the products: x Wx + h Wh + b, or only x Wx + b, or only h Wh + b. */
export type Gate = { readonly name: string; readonly from: GateSource };
export type GateSource = "both" | "input" | "hidden";

/** The roles that the leaves of a cell's recipe have. */
export type CellRole = "gate" | "state" | "parameter" | "input";

export type UnitParameter = { readonly name: string; readonly init: UnitInitialiser };

/**
 * Starting values for `hiddenSize` units. All parameters of a recipe are given the same stream, so that those that belong
 * together can be drawn together; split it by a name to draw apart.
 */
export type UnitInitialiser = (rng: Rng, hiddenSize: number) => Float32Array;

export type Memory = { readonly keep?: string; readonly write?: string };

/** What {@link recipe} takes. */
export type RecipeDefinition<
  Gates extends string,
  State extends string,
  Parameters extends string,
  Inputs extends string,
> = {
  readonly name: string;
  /** Gate names in the order of their columns; an object where some gates see only x or only h. */
  readonly gates: readonly Gates[] | Readonly<Record<Gates, GateSource>>;
  readonly state: readonly State[];
  readonly parameters?: Readonly<Record<Parameters, UnitInitialiser>>;
  readonly inputs?: readonly Inputs[];
  readonly memory?: { readonly keep?: NoInfer<Gates>; readonly write?: NoInfer<Gates> };
  readonly notation?: Readonly<Partial<Record<NoInfer<Gates | State | Parameters | Inputs>, string>>>;
  step(symbols: {
    readonly gates: Readonly<Record<Gates, Leaf>>;
    readonly state: Readonly<Record<State, Leaf>>;
    readonly parameters: Readonly<Record<Parameters, Leaf>>;
    readonly inputs: Readonly<Record<Inputs, Leaf>>;
  }): Readonly<Record<NoInfer<State>, Operand>>;
};

/**
 * A recipe from its definition: `step` is called once, here, on symbols.
 *
 * @throws {TypeError} when there is no gate, or no state `h`; when a name is used twice, or a parameter is named `wx`, `wh` or
 *   `b`; when `step` does not return exactly the states, or uses a symbol that the recipe does not declare.
 */
export function recipe<
  const Gates extends string,
  const State extends string,
  const Parameters extends string = never,
  const Inputs extends string = never,
>(definition: RecipeDefinition<Gates, State, Parameters, Inputs>): Recipe {
  const gates = gateList(definition.gates);
  const parameters = Object.entries<UnitInitialiser>(definition.parameters ?? {}).map(([name, init]) => ({
    name,
    init,
  }));
  const inputs = definition.inputs ?? [];
  const result = definition.step({
    gates: symbols(
      "gate",
      gates.map(({ name }) => name),
    ) as Record<Gates, Leaf>,
    state: symbols("state", definition.state),
    parameters: symbols(
      "parameter",
      parameters.map(({ name }) => name),
    ) as Record<Parameters, Leaf>,
    inputs: symbols("input", inputs),
  });
  return checkRecipe({
    name: definition.name,
    gates,
    state: definition.state,
    parameters,
    inputs,
    memory: definition.memory ?? {},
    next: Object.fromEntries(
      Object.entries<Operand>(result).map(([name, value]) => [name, expression(value)]),
    ) as Recipe["next"],
    notation: (definition.notation ?? {}) as Record<string, string>,
    definitions: [],
  });
}

/** `made` itself, if it is whole: for functions from recipe to recipe. @throws {TypeError} as {@link recipe} does. */
export function checkRecipe(made: Recipe): Recipe {
  const where = `recipe "${made.name}"`;
  const known: Record<CellRole, readonly string[]> = {
    gate: made.gates.map(({ name }) => name),
    state: made.state,
    parameter: made.parameters.map(({ name }) => name),
    input: made.inputs,
  };
  checkNames(where, known);
  checkReturned(where, "state", made.state, made.next);
  checkLeaves(where, Object.values(made.next), known);
  return made;
}

function gateList(gates: readonly string[] | Readonly<Record<string, GateSource>>): Gate[] {
  if (Array.isArray(gates)) return gates.map((name: string) => ({ name, from: "both" }));
  return Object.entries(gates as Record<string, GateSource>).map(([name, from]) => ({ name, from }));
}

function checkNames(where: string, names: Record<CellRole, readonly string[]>): void {
  checkDistinct(where, names);
  if (names.gate.length === 0) {
    throw new TypeError(
      problem(where, "at least one gate", phrase("none"), "Without one, the cell reads neither x nor h."),
    );
  }
  if (!names.state.includes("h")) {
    throw new TypeError(
      problem(where, 'a state named "h", the output', phrase(names.state.join(", ") || "none")),
    );
  }
  const taken = names.parameter.find((name) => ["wx", "wh", "b"].includes(name));
  if (taken !== undefined)
    throw new TypeError(problem(where, "parameter names other than wx, wh and b", taken));
}
