import type { RecurrentOptions } from "@tenetjs/models";
import type { KeptCommonValues } from "../options/common-options.ts";

/** The options of the recurrent layers of a run. */
export function networkOf({
  cell,
  layers,
  hiddenSize,
  initialisation,
}: Pick<KeptCommonValues, "cell" | "layers" | "hiddenSize" | "initialisation">): RecurrentOptions {
  return { cell, layers, hiddenSize, initialisation };
}
