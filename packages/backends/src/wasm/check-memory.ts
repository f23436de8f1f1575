import { TenetError } from "@tenetjs/core";
import { type WasmBackend, wasmMemory } from "../private-fields.ts";

/**
 * Makes an allocation that fails throw, with the code `OUT_OF_MEMORY`. tfjs takes the address 0 that it then gets for
 * a tensor's, and writes over whatever lies there.
 */
export function checkMemory(backend: WasmBackend): void {
  const { wasm } = backend;
  // The module puts another function in its place when it is first called.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    // The module takes the count as 32 bits, and with one close to their end it may hand out an address all the same.
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
