import { TenetError } from "@tenetjs/core";
import { type WasmBackend, wasmMemory } from "../private-fields.ts";

/**
 * Makes failed allocations throw a `TenetError` with the code `OUT_OF_MEMORY`. tfjs does not check for the address 0 and
 * overwrites the memory there.
 */
export function checkMemory(backend: WasmBackend): void {
  const { wasm } = backend;
  // The first call of _malloc replaces it with another function.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    // The module reads the size as 32 bits, and may return an address even for a size close to 2^32.
    const address = bytes < 2 ** 32 ? allocate(bytes) >>> 0 : 0;
    if (bytes > 0 && (address === 0 || address + bytes > wasmMemory(backend).buffer.byteLength)) {
      throw new TenetError(
        "OUT_OF_MEMORY",
        `tfjs's WASM backend: expected ${bytes} free bytes for a tensor, got none. ` +
          "Use smaller batches or shorter windows, and dispose of tensors that are no longer needed.",
      );
    }
    return address;
  };
}
