import { type GradConfig, getGradient, registerGradient } from "@tensorflow/tfjs-core";
import { binaryGradients } from "./binary.ts";
import { gatherGradients } from "./gather.ts";
import { matMulGradient } from "./mat-mul.ts";
import { reductionGradients } from "./reductions.ts";
import { shapeGradients } from "./shapes.ts";
import { unaryGradients } from "./unary.ts";

/** All gradients of this package, one for each kernel. */
export const gradients: readonly GradConfig[] = [
  ...unaryGradients,
  ...binaryGradients,
  ...reductionGradients,
  ...shapeGradients,
  ...gatherGradients,
  matMulGradient,
];

/**
 * Registers the gradients that recurrent models need and tfjs-core does not register. Gradients that are already registered, as
 * in a program that imports all of tfjs, stay as they are.
 */
export function registerGradients(): void {
  for (const config of gradients) {
    if (getGradient(config.kernelName) === undefined) registerGradient(config);
  }
}
