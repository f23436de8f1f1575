import { getKernel, registerKernel, setBackend, unregisterKernel } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { registerGradients } from "@tenetjs/backends";
import { registerKernels } from "../register-kernels.ts";

/**
 * Starts tfjs on WASM with our kernels. Returns a function that calls `run` with tfjs's own kernel of that name in place of ours, to
 * show that a test fails without ours.
 */
export async function startWithOriginals(
  ...names: string[]
): Promise<<Result>(name: string, run: () => Result) => Result> {
  const originals = new Map(names.map((name) => [name, getKernel(name, "wasm")]));
  registerKernels();
  registerGradients();
  await setBackend("wasm");
  return (name, run) => {
    const ours = getKernel(name, "wasm");
    const original = originals.get(name);
    unregisterKernel(name, "wasm");
    if (original !== undefined) registerKernel(original);
    try {
      return run();
    } finally {
      if (original !== undefined) unregisterKernel(name, "wasm");
      registerKernel(ours);
    }
  };
}
