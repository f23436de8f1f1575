import { checkOptions, phrase, problem } from "@tenetjs/core/internals";
import { leaf, operand } from "./builders.ts";
import type { Expression, Leaf, Operand } from "./expression.ts";
import { checkNotation } from "./notation.ts";
import { checkDistinct, checkLeaves, checkReturned, checkStep, stepSymbols, symbols } from "./symbols.ts";

/**
 * An optimizer's update, written once: what is added to one number of the parameters, and what is kept for it until the
 * next step. Made by {@link updateRecipe}; a plain value that interpreters and compilers read.
 */
export type UpdateRecipe = {
  readonly name: string;
  /** Names of the numbers that are kept for each number of the parameters, such as its gradient's running mean. */
  readonly slots: readonly string[];
  /** Names of the step's own numbers, which all parameters share, such as the learning rate. */
  readonly scalars: readonly string[];
  /** What is added to the parameter. */
  readonly update: Expression;
  /** The slots after the step. */
  readonly next: Readonly<Record<string, Expression>>;
  /** How names are written in equations, where not by their own first letter. */
  readonly notation: Readonly<Record<string, string>>;
};

/** What {@link updateRecipe} takes. */
export type UpdateDefinition<Slots extends string, Scalars extends string> = {
  readonly name: string;
  readonly slots?: readonly Slots[];
  readonly scalars?: readonly Scalars[];
  readonly notation?: Readonly<Partial<Record<NoInfer<Slots | Scalars>, string>>>;
  step(symbols: {
    readonly gradient: Leaf;
    readonly parameter: Leaf;
    readonly slots: Readonly<Record<Slots, Leaf>>;
    readonly scalars: Readonly<Record<Scalars, Leaf>>;
  }): { readonly update: Operand } & { readonly next?: Readonly<Record<NoInfer<Slots>, Operand>> };
};

/**
 * An update recipe from its definition: `step` is called once, here, on symbols. Numbers that stay the same for a whole
 * run, such as Adam's betas, are plain numbers in `step`; those that change from step to step are `scalars`.
 *
 * @throws {TypeError} when a name is used twice, when `step` does not return exactly the slots in `next`, or when it uses a
 *   symbol that the recipe does not declare.
 */
export function updateRecipe<const Slots extends string = never, const Scalars extends string = never>(
  definition: UpdateDefinition<Slots, Scalars>,
): UpdateRecipe {
  const { name, slots = [], scalars = [], notation = {} } = definition;
  const where = `updateRecipe "${name}"`;
  const declared = { gradient: ["gradient"], parameter: ["parameter"], slot: slots, scalar: scalars };
  checkOptions<UpdateDefinition<string, string>>(where, definition, definitionOptions);
  checkStep(where, definition.step);
  checkDistinct(where, declared);
  checkNotation(where, notation, [...slots, ...scalars]);
  const result = definition.step(
    stepSymbols(where, {
      gradient: leaf("gradient", "gradient"),
      parameter: leaf("parameter", "parameter"),
      slots: symbols(where, "slot", slots),
      scalars: symbols(where, "scalar", scalars),
    }),
  );
  checkResult(where, result);
  const { update, next = {} } = result;
  checkReturned(where, "slot", slots, next);
  const made = {
    name,
    slots,
    scalars,
    update: operand(`${where}, the update`, update),
    next: Object.fromEntries(
      Object.entries<Operand>(next).map(([slot, value]) => [
        slot,
        operand(`${where}, the next ${slot}`, value),
      ]),
    ),
    notation: notation as Record<string, string>,
  };
  checkLeaves(where, [made.update, ...Object.values(made.next)], declared);
  return made;
}

const definitionOptions = { name: true, slots: true, scalars: true, notation: true, step: true } as const;

/** @throws {TypeError} unless it has an `update`, and nothing but that and `next`. */
function checkResult(where: string, result: unknown): void {
  const given = typeof result === "object" && result !== null ? Object.keys(result) : [];
  if (given.includes("update") && given.every((name) => name === "update" || name === "next")) return;
  const got = phrase(given.join(", ") || String(result));
  throw new TypeError(problem(where, "step to return { update } or { update, next }", got));
}
