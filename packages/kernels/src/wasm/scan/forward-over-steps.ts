import type { Operands } from "../../scan/operands.ts";
import type { Loop, Shard } from "../threads/program.ts";
import type { ForwardMeans } from "./forward-means.ts";
import { inputPlaces, maskPlace, outputPlace, type Places } from "./places.ts";
import { factorProduct, hiddenProduct } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { stepCall } from "./step-call.ts";

/**
 * The loops of a forward pass whose steps wait for h Wh: all rows of a shard take one step, then the next. Arguments are linear in the step. If steps
 * are not kept, places alternate, so a loop takes two steps at a time.
 */
export function forwardOverSteps(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  { fromInputs, packedWh, packedLate, outputs, unwanted }: ForwardMeans,
): Loop[] {
  const { batch, steps, hidden, recording, ahead, h, fromZero } = plan;
  const { second } = plan.step.program;
  const addFromHidden = hiddenProduct(plan, operands, packedWh);
  const addFromFactor = factorProduct(plan, operands, packedLate);
  const productOf = (t: number, { first, count, workspace }: Shard) => {
    const rows = Math.min(ahead, steps - t) * count;
    return fromInputs(t * batch + first, rows, places.slots(t) + first * places.rowBytes.slots, workspace);
  };
  const body = (t: number, shard: Shard) => {
    const at = {
      slots: places.slots(t),
      previous: places.states(t),
      next: places.states(t + 1),
      units: places.units(t),
      ...outputPlace(plan, outputs, unwanted, t),
      ...maskPlace(plan, operands, t),
      inputs: inputPlaces(plan, operands, t),
    };
    const between =
      second === undefined
        ? []
        : [
            stepCall(plan, recording ? "factor" : "inferFactor", shard, at),
            ...addFromFactor(at.slots, shard),
          ];
    return [
      ...(t % ahead === 0 ? productOf(t, shard) : []),
      ...(fromZero && t === 0 ? [] : addFromHidden(at.previous + h * hidden * 4, at.slots, shard)),
      ...between,
      stepCall(plan, recording ? "forward" : "infer", shard, at),
    ];
  };
  const by = recording ? 1 : 2;
  const together: Loop["body"] = (t, shard) =>
    recording ? body(t, shard) : [...body(t, shard), ...body(t + 1, shard)];
  // Without h Wh, the first step calls other functions than the rest.
  const alone = fromZero && steps >= by ? by : 0;
  const count = Math.floor((steps - alone) / by);
  const last = alone + count * by;
  return [
    { first: 0, by, count: alone / by, body: together },
    { first: alone, by, count, body: together },
    { first: last, by: 1, count: steps - last, body },
  ];
}
