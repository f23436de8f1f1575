import { type StepFunctions, stepArguments } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { type Call, callOf } from "../threads/call.ts";
import { inputPlaces, type Places } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";

type Given = {
  /** The row and the step at which the call starts. */
  readonly row: number;
  readonly t: number;
  /** How many rows it takes, and how many steps of each. */
  readonly rows: number;
  readonly count: number;
  /** The address of the outputs or of their gradient, and of a row that stands for those that are not kept. */
  readonly outputs: number;
  readonly unwanted: number;
  /** The addresses of what only the backward pass has. */
  readonly carry?: number;
  readonly unitGradients?: number;
  readonly inputGradients?: readonly TensorInfo[];
};

/** The call of the function of independent units for several steps of several rows. `backward` goes from the given row and step to earlier ones. */
export function sequenceCall(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  name: keyof StepFunctions,
  { row, t, rows, count, outputs, unwanted, carry = 0, unitGradients = 0, inputGradients = [] }: Given,
): Call {
  const { kernels, step, steps, hidden, widths, keep } = plan;
  const direction = name === "backward" ? -1 : 1;
  const at = row * steps + t;
  const output =
    keep === "all"
      ? { output: outputs + at * hidden * 4, outputStride: direction * hidden * 4 }
      : { output: unwanted, outputStride: 0 };
  const mask =
    operands.mask === undefined
      ? {}
      : { mask: kernels.address(operands.mask) + at * 4, maskStride: direction * 4 };
  const inputs = inputPlaces(plan, operands, t, inputGradients).map(({ at, stride, gradient }) => ({
    at: at + row * stride,
    stride: direction * 4,
    gradient: gradient + row * stride,
  }));
  const given = {
    rows,
    steps: count,
    slots: places.slots(t) + row * places.rowBytes.slots,
    previous: places.states(t) + row * places.rowBytes.states,
    next: places.states(t + 1) + row * places.rowBytes.states,
    units: places.units(t),
    carry: carry + row * widths.states * 4,
    unitGradients,
    ...output,
    ...mask,
  };
  return callOf(step.code, name, stepArguments(given, inputs));
}
