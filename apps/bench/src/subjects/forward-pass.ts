import type { Batch } from "@tenetjs/datasets";
import type { Workload } from "../cases/workload.ts";
import { inTurn } from "./in-turn.ts";
import { meanCrossEntropy } from "./mean-cross-entropy.ts";
import type { Prepared } from "./subject.ts";

/** A forward pass by a library: `read` gives the logits of a batch, `[batch, time, classes]`, once they are in JavaScript's hands. */
export function forwardPass(
  { batches }: Workload,
  read: (batch: Batch) => Promise<Float32Array>,
): Pick<Prepared, "check" | "work"> {
  const [first] = batches;
  if (first === undefined) throw new RangeError("forwardPass: expected a batch, got none.");
  const next = inTurn(batches);
  return {
    check: async () => meanCrossEntropy(await read(first), first.targets.data),
    work: async () => void (await read(next())),
  };
}
