import { fusedScanKernel } from "@tenetjs/cells/internals";
import {
  getGradient,
  getKernel,
  type KernelFunc,
  registerGradient,
  registerKernel,
} from "@tensorflow/tfjs-core";
import { inputGradientKernel, scanGradient, secondDerivatives, sweepKernel } from "./scan-gradient.ts";

/** A backend's kernels for a whole sequence. `scan-gradient.ts` describes the last two. */
export type ScanKernels = Readonly<Record<"forward" | "sweep" | "gradientOfInputs", KernelFunc>>;

/** Registers a backend's fused scan and its gradient, once. */
export function registerScanKernels(backendName: string, kernels: ScanKernels): void {
  if (getKernel(fusedScanKernel, backendName) != null) return;
  const { forward, sweep, gradientOfInputs } = kernels;
  registerKernel({ kernelName: fusedScanKernel, backendName, kernelFunc: forward });
  registerKernel({ kernelName: sweepKernel, backendName, kernelFunc: sweep });
  registerKernel({ kernelName: inputGradientKernel, backendName, kernelFunc: gradientOfInputs });
  if (getGradient(fusedScanKernel) != null) return;
  for (const gradient of [scanGradient, ...secondDerivatives]) registerGradient(gradient);
}
