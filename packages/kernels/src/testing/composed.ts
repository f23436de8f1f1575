import { fusedScanKernel } from "@tenetjs/cells";
import { getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";

/** What `run` gives when sequences are composed of tfjs ops, as if the fused scan were not registered. */
export function composed<Result>(run: () => Result): Result {
  const config = getKernel(fusedScanKernel, "wasm");
  unregisterKernel(fusedScanKernel, "wasm");
  try {
    return run();
  } finally {
    registerKernel(config);
  }
}
