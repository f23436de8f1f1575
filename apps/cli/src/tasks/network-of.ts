import type { RecurrentOptions } from "@tenetjs/models";
import type { KeptCommonValues } from "../options/common-options.ts";

/** The options of the recurrent layers of a run on sequences of `time` steps. */
export function networkOf(
  {
    cell,
    layers,
    hiddenSize,
    initialisation,
    forgetBias,
  }: Pick<KeptCommonValues, "cell" | "layers" | "hiddenSize" | "initialisation" | "forgetBias">,
  time: number,
): RecurrentOptions {
  const bias = forgetBias === "chrono" ? { chrono: Math.max(time, shortestChrono) } : forgetBias;
  return { cell, layers, hiddenSize, initialisation, forgetBias: bias };
}

/** The shortest memory that chrono initialisation is defined for. */
const shortestChrono = 3;
