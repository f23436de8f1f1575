import { stepParameters } from "./step-parameters.ts";

/** What a module of `stepToWasm` exports. Each function takes the integers that {@link stepArguments} gives. */
export type StepFunctions = Readonly<
  Record<"prepare" | "forward" | "infer" | "backward" | "unprepare", StepFunction> &
    // Those of a recipe with a second product.
    Partial<Record<"factor" | "inferFactor" | "lateGradients", StepFunction>>
>;

type StepFunction = (...integers: number[]) => void;

/** Where an input of the step lies: its address, the bytes from row to row, and the address of its gradient. */
export type InputPlace = { readonly at: number; readonly stride: number; readonly gradient: number };

/** The integers that a function of `emitStep`'s module takes; those that are not given are 0. */
export function stepArguments(
  given: Partial<Record<(typeof stepParameters)[number], number>>,
  inputs: readonly InputPlace[] = [],
): number[] {
  return [
    ...stepParameters.map((name) => given[name] ?? 0),
    ...inputs.flatMap(({ at, stride, gradient }) => [at, stride, gradient]),
  ];
}
