import { integer, seed as seeded, split, uniform } from "@tenetjs/core";
import { checkInteger, checkOptions, checkPositive, phrase, problem } from "@tenetjs/core/internals";
import type { Batches, Values } from "../batch.ts";
import { batches } from "../batches.ts";
import type { TokenSource } from "./mixture.ts";
import type { RandomWindowsOptions } from "./random-windows.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount } from "./tokens.ts";

export type MixtureBatch = TokenBatch & {
  /** The source of each token of `inputs`, as an index into the list of sources; `[batch, time]`. */
  readonly sources: Values<Int32Array>;
};

/**
 * Random windows from several sources, without end. For each row of a batch, a source is drawn with a probability proportional to
 * its weight, and then a window from anywhere in it. Otherwise the same as `randomWindows`.
 *
 * @throws {RangeError} when there are no sources, when one is shorter than `time` + 1 tokens, when a weight is not above 0, or
 * when `batch` or `time` is not an integer of at least 1.
 */
export function mixtureWindows(
  sources: readonly TokenSource[],
  options: RandomWindowsOptions = {},
): Batches<MixtureBatch> {
  checkOptions("mixtureWindows", options, { batch: true, time: true, seed: true });
  const { batch = 64, time = 30, seed = 0 } = options;
  checkInteger("mixtureWindows", "batch", batch, 1);
  checkInteger("mixtureWindows", "time", time, 1);
  if (sources.length === 0)
    throw new RangeError(problem("mixtureWindows", "at least one source", phrase("none")));
  for (const { name, tokens, weight } of sources) {
    const label = JSON.stringify(name);
    checkTokenCount("mixtureWindows", tokens, time + 1, `in ${label} for a window of ${time} and its target`);
    checkPositive("mixtureWindows", `the weight of ${label}`, weight);
  }
  const draw = weightedDraw(sources.map(({ weight }) => weight));
  const root = split(seeded(seed), "mixture");

  return batches(Number.POSITIVE_INFINITY, (index) => {
    const rng = split(root, index);
    const { values, write } = emptyTokenBatch(batch, time);
    const origins = new Int32Array(batch * time);
    for (let row = 0; row < batch; row += 1) {
      const source = draw(uniform(rng));
      const { tokens } = sources[source]!;
      write(row, tokens, integer(rng, tokens.length - time));
      origins.fill(source, row * time, (row + 1) * time);
    }
    return { ...values, sources: { data: origins, shape: [batch, time] } };
  });
}

/** A function from a uniform number in [0, 1) to an index, with a probability proportional to the index's weight. */
function weightedDraw(weights: readonly number[]): (point: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const bounds = weights.map((weight) => {
    sum += weight / total;
    return sum;
  });
  // Rounding may leave the last bound just below 1.
  bounds[bounds.length - 1] = 1;
  return (point) => bounds.findIndex((bound) => point < bound);
}
