import { type GradConfig, getGradient, registerGradient } from "@tensorflow/tfjs-core";
import { binaryGradients } from "./binary.ts";
import { gatherGradients } from "./gather.ts";
import { matMulGradient } from "./mat-mul.ts";
import { reductionGradients } from "./reductions.ts";
import { shapeGradients } from "./shapes.ts";
import { unaryGradients } from "./unary.ts";

/** Every gradient of this package, each for the kernel that it names. */
export const gradients: readonly GradConfig[] = [
  ...unaryGradients,
  ...binaryGradients,
  ...reductionGradients,
  ...shapeGradients,
  ...gatherGradients,
  matMulGradient,
];

/**
 * Registers the gradients that recurrent models need, which tfjs-core alone leaves out. One that is registered
 * already, as all are in a program that imports the whole of tfjs, stays as it is.
 */
export function registerGradients(): void {
  for (const config of gradients) {
    if (getGradient(config.kernelName) === undefined) registerGradient(config);
  }
}
