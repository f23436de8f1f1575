import type { RecurrentOptions } from "@tenetjs/models";
import type { KeptCommonValues } from "../options/common-options.ts";

/** What a run's options say of its recurrent layers. */
export function networkOf({
  cell,
  layers,
  hiddenSize,
  initialisation,
}: Pick<KeptCommonValues, "cell" | "layers" | "hiddenSize" | "initialisation">): RecurrentOptions {
  return { cell, layers, hiddenSize, initialisation };
}
