import { getBackend, getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";
import { fusedScanKernel } from "./fused-scan.ts";

/**
 * The result of `run` with the composed form of sequences, as if `@tenetjs/kernels` were not registered for the current backend: for second
 * derivatives, which the fused scan does not have, and for comparisons. What an asynchronous `run` does after its first `await` is not
 * composed.
 */
export function composed<Result>(run: () => Result): Result {
  const backend = getBackend();
  const config = getKernel(fusedScanKernel, backend);
  if (config == null) return run();
  unregisterKernel(fusedScanKernel, backend);
  try {
    return run();
  } finally {
    registerKernel(config);
  }
}
