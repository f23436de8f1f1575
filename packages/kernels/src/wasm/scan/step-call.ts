import { type InputPlace, type StepFunctions, stepArguments } from "@tenetjs/recipes";
import type { stepParameters } from "@tenetjs/recipes/internals";
import { type Call, callOf } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import type { ScanPlan } from "./scan-plan.ts";

type Given = Partial<Record<Exclude<(typeof stepParameters)[number], "rows">, number>> & {
  readonly inputs: readonly InputPlace[];
};

/** The call of a step's function for a shard of the rows. The given places are those of the first row of the batch. */
export function stepCall(
  { step, widths }: ScanPlan,
  name: keyof StepFunctions,
  { first, count }: Pick<Shard, "first" | "count">,
  { inputs, ...given }: Given,
): Call {
  const { slots = 0, previous = 0, next = 0, carry = 0, output = 0, outputStride = 0 } = given;
  const { mask = 0, maskStride = 0 } = given;
  const states = first * widths.states * 4;
  const ofShard = {
    ...given,
    rows: count,
    slots: slots + first * widths.slots * 4,
    previous: previous + states,
    next: next + states,
    carry: carry + states,
    output: output + first * outputStride,
    mask: mask + first * maskStride,
  };
  const inputsOfShard = inputs.map(({ at, stride, gradient }) => ({
    at: at + first * stride,
    stride,
    gradient: gradient + first * stride,
  }));
  return callOf(step.code, name, stepArguments(ofShard, inputsOfShard));
}
