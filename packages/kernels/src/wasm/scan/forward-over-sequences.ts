import type { Operands } from "../../scan/operands.ts";
import type { Loop, Shard } from "../threads/program.ts";
import type { ForwardMeans } from "./forward-means.ts";
import type { Places } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { sequenceCall } from "./sequence-call.ts";

/**
 * The loops of a forward pass of independent units: for each chunk of a shard's sequences, the product x Wx, and one call for all of its steps.
 */
export function forwardOverSequences(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  { fromInputs, outputs, unwanted }: ForwardMeans,
): Loop[] {
  const { steps, chunk, recording } = plan;
  const chunkOf = (count: number) => (t: number, shard: Shard) => [
    ...fromInputs(
      shard.first * steps + t,
      shard.count * count,
      places.slots(t) + shard.first * places.rowBytes.slots,
      shard.workspace,
    ),
    sequenceCall(plan, operands, places, recording ? "forward" : "infer", {
      row: shard.first,
      rows: shard.count,
      t,
      count,
      outputs,
      unwanted,
    }),
  ];
  const whole = Math.floor(steps / chunk);
  const rest = steps - whole * chunk;
  return [
    { first: 0, by: chunk, count: whole, body: chunkOf(chunk) },
    { first: whole * chunk, by: 1, count: Math.min(1, rest), body: chunkOf(rest) },
  ];
}
