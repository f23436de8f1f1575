import { totalmem } from "node:os";
import type { BackendChoice } from "../options/backend-options.ts";

/** A limit on memory, and its name in errors. */
export type MemoryLimit = { readonly bytes: number; readonly name: string };

/** The addresses of a WebAssembly memory, such as that of tfjs, which holds all tensors of the backend wasm. */
const wasmAddresses: MemoryLimit = { bytes: 2 ** 32, name: "the memory that the backend wasm can address" };

/** The memory that tensors can take on `backend`: that of this machine or container, or less. */
export function memoryLimit(backend: BackendChoice | null): MemoryLimit {
  const machine = machineMemory();
  return backend === "wasm" && wasmAddresses.bytes < machine.bytes ? wasmAddresses : machine;
}

function machineMemory(): MemoryLimit {
  // 0, undefined or an enormous number, by platform and version of Node, where nothing constrains the process.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return constrained < totalmem()
    ? { bytes: constrained, name: "the memory that this process may use" }
    : { bytes: totalmem(), name: "the memory of this machine" };
}
