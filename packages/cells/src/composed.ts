import { getBackend, getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";
import { fusedScanKernel } from "./fused-scan.ts";

/** The result of `run` with the composed form of sequences, as if the fused scan were not registered for the current backend. */
export function composed<Result>(run: () => Result): Result {
  const backend = getBackend();
  const config = getKernel(fusedScanKernel, backend);
  unregisterKernel(fusedScanKernel, backend);
  try {
    return run();
  } finally {
    registerKernel(config);
  }
}
