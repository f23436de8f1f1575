import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { asWasmBackend } from "../private-fields.ts";

/**
 * The kernel `Identity` as a new reference to the same memory, as on tfjs's other backends. tfjs's kernel copies on WASM, and
 * since tfjs clones every tensor that a gradient saves, each training step copied all activations.
 */
export const identity: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo };
  asWasmBackend(backend).incRef(x.dataId);
  return { ...x };
};
