import type { Rng } from "@tenetjs/core";
import { checkChoice, checkOptions, phrase, problem } from "@tenetjs/core/internals";
import { operand } from "./builders.ts";
import type { Expression, Leaf, Operand } from "./expression.ts";
import { shareWith } from "./expression-graph.ts";
import { checkNamed, checkNotation } from "./notation.ts";
import { checkSecond, type SecondProduct } from "./second-product.ts";
import { checkDistinct, checkLeaves, checkReturned, checkStep, stepSymbols, symbols } from "./symbols.ts";

/**
 * A cell, written once: how one unit's state follows from its gates, its previous state, its own learned parameters
 * and the step's inputs. Made by {@link recipe}; a plain value that interpreters and compilers read.
 */
export type Recipe = {
  readonly name: string;
  readonly gates: readonly Gate[];
  /** The gates whose columns of Wh multiply something else than h, and what. Absent in most recipes. */
  readonly second?: SecondProduct;
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

/** One column block of the products: x Wx + h Wh + b, or only x Wx + b, or only h Wh + b. In a gate of the second product, its factor stands in the place of h. */
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
  /**
   * A second product in the step: in the columns of these gates, which are the last ones, Wh multiplies `factor` in the place of h. The original GRU
   * multiplies the reset state: `{ gates: ["candidate"], factor: ({ gates, state }) => mul(sigmoid(gates.reset), state.h) }`. The factor may
   * use all symbols but these gates.
   */
  readonly second?: {
    readonly gates: readonly NoInfer<Gates>[];
    factor(symbols: StepSymbols<Gates, State, Parameters, Inputs>): Operand;
  };
  readonly state: readonly State[];
  readonly parameters?: Readonly<Record<Parameters, UnitInitialiser>>;
  readonly inputs?: readonly Inputs[];
  readonly memory?: { readonly keep?: NoInfer<Gates>; readonly write?: NoInfer<Gates> };
  readonly notation?: Readonly<Partial<Record<NoInfer<Gates | State | Parameters | Inputs>, string>>>;
  step(symbols: StepSymbols<Gates, State, Parameters, Inputs>): Readonly<Record<NoInfer<State>, Operand>>;
};

/** The symbols that a step is written with, by role and name. */
export type StepSymbols<
  Gates extends string,
  State extends string,
  Parameters extends string,
  Inputs extends string,
> = {
  readonly gates: Readonly<Record<Gates, Leaf>>;
  readonly state: Readonly<Record<State, Leaf>>;
  readonly parameters: Readonly<Record<Parameters, Leaf>>;
  readonly inputs: Readonly<Record<Inputs, Leaf>>;
};

/**
 * A recipe from its definition: `step` is called once, here, on symbols.
 *
 * @throws {TypeError} when there is no gate, or no state `h`; when a name is used twice, or a parameter is named `wx`, `wh` or
 *   `b`; when an option, or a name in `memory` or `notation`, is unknown; when `step` does not return exactly the states, uses a symbol that
 *   the recipe does not declare, or uses JavaScript's own operators on symbols; when the gates of a second product are not the last ones, see only x, or its
 *   factor uses them.
 */
export function recipe<
  const Gates extends string,
  const State extends string,
  const Parameters extends string = never,
  const Inputs extends string = never,
>(definition: RecipeDefinition<Gates, State, Parameters, Inputs>): Recipe {
  const where = `recipe "${definition.name}"`;
  checkOptions<RecipeDefinition<string, string, string, string>>(where, definition, definitionOptions);
  checkParts(where, definition);
  const gates = gateList(where, definition.gates);
  const parameters = Object.entries<UnitInitialiser>(definition.parameters ?? {}).map(([name, init]) => ({
    name,
    init,
  }));
  const inputs = definition.inputs ?? [];
  checkDistinct(where, { gate: namesOf(gates), state: definition.state, input: inputs });
  const named = <Name extends string>(role: CellRole, names: readonly string[]) =>
    symbols(where, role, names as readonly Name[]);
  const given = stepSymbols(where, {
    gates: named<Gates>("gate", namesOf(gates)),
    state: named<State>("state", definition.state),
    parameters: named<Parameters>("parameter", namesOf(parameters)),
    inputs: named<Inputs>("input", inputs),
  });
  const result = definition.step(given);
  checkReturned(where, "state", definition.state, result);
  const next = Object.entries<Operand>(result).map(
    ([name, value]) => [name, operand(`${where}, the next ${name}`, value)] as const,
  );
  return checkRecipe({
    name: definition.name,
    gates,
    ...withSecond(where, next, definition.second, given),
    state: definition.state,
    parameters,
    inputs,
    memory: definition.memory ?? {},
    notation: (definition.notation ?? {}) as Record<string, string>,
    definitions: [],
  });
}

/** @throws {TypeError} when a part is missing, or is no list, object or function where it has to be one. */
function checkParts(
  where: string,
  { gates, state, step }: { readonly gates: unknown; readonly state: unknown; readonly step: unknown },
): void {
  if (typeof gates !== "object" || gates === null)
    throw new TypeError(problem(where, "gates to be a list of names", gates));
  if (!Array.isArray(state))
    throw new TypeError(problem(where, 'state to be a list of names, "h" among them', state));
  checkStep(where, step);
}

/** `made` itself, if it is whole: for functions from recipe to recipe. @throws {TypeError} as {@link recipe} does. */
export function checkRecipe(made: Recipe): Recipe {
  const where = `recipe "${made.name}"`;
  const known: Record<CellRole, readonly string[]> = {
    gate: namesOf(made.gates),
    state: made.state,
    parameter: namesOf(made.parameters),
    input: made.inputs,
  };
  checkNames(where, known);
  checkNamed(where, "memory", Object.values(made.memory), known.gate);
  checkNotation(where, made.notation, Object.values(known).flat());
  checkReturned(where, "state", made.state, made.next);
  checkLeaves(where, Object.values(made.next), known);
  if (made.second !== undefined) {
    checkSecond(where, made.gates, made.second);
    checkLeaves(where, [made.second.factor], known);
  }
  return made;
}

/** The next states, and the second product if there is one. What its factor and the states have in common is then computed once. */
function withSecond<Symbols>(
  where: string,
  next: readonly (readonly [name: string, value: Expression])[],
  second: { readonly gates: readonly string[]; factor(symbols: Symbols): Operand } | undefined,
  symbols: Symbols,
): Pick<Recipe, "next" | "second"> {
  if (second === undefined) return { next: Object.fromEntries(next) as Recipe["next"] };
  checkOptions<typeof second>(`${where}, second`, second, { gates: true, factor: true });
  const factor = operand(`${where}, the factor`, second.factor(symbols));
  const values = shareWith(
    factor,
    next.map(([, value]) => value),
  );
  return {
    second: { gates: second.gates, factor },
    next: Object.fromEntries(
      next.map(([name], index) => [name, values[index] as Expression]),
    ) as Recipe["next"],
  };
}

const definitionOptions = {
  name: true,
  gates: true,
  second: true,
  state: true,
  parameters: true,
  inputs: true,
  memory: true,
  notation: true,
  step: true,
} as const;

function gateList(where: string, gates: readonly string[] | Readonly<Record<string, GateSource>>): Gate[] {
  if (Array.isArray(gates)) return gates.map((name: string) => ({ name, from: "both" }));
  return Object.entries(gates as Record<string, GateSource>).map(([name, from]) => ({
    name,
    from: checkChoice(where, `gate "${name}"`, from, ["both", "input", "hidden"]),
  }));
}

function namesOf(named: readonly { readonly name: string }[]): readonly string[] {
  return named.map(({ name }) => name);
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
