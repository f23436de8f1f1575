import { phrase, problem } from "@tenetjs/core/internals";
import type { Expression } from "./expression.ts";
import { leavesOf } from "./expression-graph.ts";

/**
 * A second product in a step. In the columns of some gates, Wh multiplies `factor`, a value of each unit, in the place of h. It has to wait for the other
 * gates, so a step multiplies twice.
 */
export type SecondProduct = {
  /** Names of gates: the last ones of the recipe. */
  readonly gates: readonly string[];
  readonly factor: Expression;
};

/** All expressions that a step computes: its next states, and the factor of a second product before them. */
export function stepRoots({
  next,
  second,
}: {
  readonly next: Readonly<Record<string, Expression>>;
  readonly second?: SecondProduct;
}): Expression[] {
  return [...(second === undefined ? [] : [second.factor]), ...Object.values(next)];
}

/** @throws {TypeError} when the gates of the second product are not the recipe's last ones, see only x, or are used by its factor. */
export function checkSecond(
  where: string,
  gates: readonly { readonly name: string; readonly from: string }[],
  { gates: names, factor }: SecondProduct,
): void {
  const listed = names.join(", ");
  const last = gates.slice(gates.length - names.length).map(({ name }) => name);
  if (names.length === 0 || last.join(", ") !== listed) {
    const next = "Give them in the order of gates, and move them to its end.";
    const expected = "the gates of its second product to be the last ones of gates";
    throw new TypeError(problem(where, expected, phrase(listed || "none"), next));
  }
  const blind = gates.find(({ name, from }) => from === "input" && names.includes(name));
  if (blind !== undefined) {
    const next = 'Its source has to be "both" or "hidden".';
    throw new TypeError(
      problem(where, "gates of its second product that have columns in Wh", blind.name, next),
    );
  }
  const used = leavesOf(factor).find(({ role, name }) => role === "gate" && names.includes(name));
  if (used !== undefined) {
    const next = "That gate is not known before the product.";
    throw new TypeError(problem(where, "a factor without the gates of its second product", used.name, next));
  }
}
