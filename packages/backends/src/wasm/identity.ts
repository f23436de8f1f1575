import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { asWasmBackend } from "../private-fields.ts";

/**
 * The kernel `Identity` without the copy that tfjs makes on WASM, as on its other backends: one more reference to the
 * same memory. tfjs clones every tensor that a gradient saves, so each training step copied all of its activations.
 */
export const identity: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo };
  asWasmBackend(backend).incRef(x.dataId);
  return { ...x };
};
