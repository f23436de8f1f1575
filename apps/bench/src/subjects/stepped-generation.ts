import { seed } from "@tenetjs/core";
import { categorical } from "@tenetjs/sampling";
import type { Workload } from "../cases/workload.ts";
import { steppedCrossEntropy } from "./mean-cross-entropy.ts";
import type { Prepared } from "./subject.ts";

/** A network that carries its state. `restart` resets the state; `step` reads one id per row and returns logits `[batch, classes]`. */
export type SteppedNetwork = {
  restart(): void;
  step(ids: Int32Array): Float32Array | Promise<Float32Array>;
};

/** The check and work of generation with a library that has no sampling: each id is drawn from softmax(logits) in JavaScript. */
export function steppedGeneration(
  { task: { batch, time }, batches: [first] }: Workload,
  network: SteppedNetwork,
): Pick<Prepared, "check" | "work"> {
  if (first === undefined) throw new RangeError("steppedGeneration: expected a batch, got none.");
  const pick = categorical(seed(1));
  let ids = new Int32Array(batch);
  return {
    async check() {
      network.restart();
      const value = await steppedCrossEntropy(first, network.step);
      network.restart();
      return value;
    },
    async work() {
      for (let drawn = 0; drawn < time; drawn += 1) {
        const logits = await network.step(ids);
        const classes = logits.length / batch;
        ids = ids.map((_, row) => pick(logits.subarray(row * classes, (row + 1) * classes), row));
      }
    },
  };
}
