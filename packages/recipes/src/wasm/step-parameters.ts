/**
 * The parameters of every function of a step's module, in order. Addresses and strides (from row to row) are in bytes. After them come
 * three integers for each of the recipe's inputs: its address, its stride, and the address of its gradient.
 *
 * In `backward`, `output` is the address of the output's gradient. A `mask` of 0 means that there is no mask. A parameter that a function does
 * not use may be 0.
 */
export const stepParameters = [
  "rows",
  "slots",
  "previous",
  "next",
  "units",
  "output",
  "outputStride",
  "mask",
  "maskStride",
  "carry",
  "unitGradients",
  "parameters",
  "parameterGradients",
  "steps",
] as const;

export type StepParameter = (typeof stepParameters)[number];

/** The index of that parameter. */
export function parameter(wanted: StepParameter): number {
  return stepParameters.indexOf(wanted);
}
