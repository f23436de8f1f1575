import type { Batch } from "@tenetjs/datasets";
import type { Workload } from "../cases/workload.ts";
import { cycle } from "./cycle.ts";
import { meanCrossEntropy } from "./mean-cross-entropy.ts";
import type { Prepared } from "./subject.ts";

/** The check and work of a forward pass. `read` computes the logits of a batch, `[batch, time, classes]`, and reads them back. */
export function forwardPass(
  { batches }: Workload,
  read: (batch: Batch) => Promise<Float32Array>,
): Pick<Prepared, "check" | "work"> {
  const [first] = batches;
  if (first === undefined) throw new RangeError("forwardPass: expected a batch, got none.");
  const next = cycle(batches);
  return {
    check: async () => meanCrossEntropy(await read(first), first.targets.data),
    work: async () => void (await read(next())),
  };
}
