import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import type { Transform } from "./transform.ts";

/**
 * A transform that adds a bias to the logits of some ids: `logitBias(new Map([[newline, 2]]))`. A bias of ln 2 doubles the
 * odds of its token; -Infinity rules it out.
 *
 * @throws {RangeError} when an id is not an integer of at least 0, or a bias is NaN or +Infinity; when it is first used, if an id is outside
 *   the vocabulary.
 */
export function logitBias(biases: Iterable<readonly [id: number, bias: number]>): Transform {
  return added("logitBias", [...biases]);
}

/**
 * A transform that sets the logits of `ids` to -Infinity, so that these tokens never occur.
 *
 * @throws {RangeError} when an id is not an integer of at least 0; when it is first used, if one is outside the vocabulary.
 */
export function forbid(ids: Iterable<number>): Transform {
  return added(
    "forbid",
    Array.from(ids, (id) => [id, Number.NEGATIVE_INFINITY] as const),
  );
}

function added(where: string, biases: readonly (readonly [number, number])[]): Transform {
  for (const [id, bias] of biases) {
    checkInteger(where, "an id", id, 0);
    if (!(bias < Number.POSITIVE_INFINITY)) {
      throw new RangeError(problem(where, `the bias of id ${id} to be finite or -Infinity`, bias));
    }
  }
  const largest = biases.reduce((most, [id]) => Math.max(most, id), 0);
  return (logits) => {
    if (largest >= logits.length) {
      const got = phrase(`id ${largest} for a vocabulary of ${logits.length}`);
      throw new RangeError(
        problem(where, "ids within the vocabulary", got, "Use the vocabulary of the model."),
      );
    }
    const biased = logits.slice();
    for (const [id, bias] of biases) biased[id]! += bias;
    return biased;
  };
}
