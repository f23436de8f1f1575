import { TenetError } from "@tenetjs/core";
import type { WasmBackend } from "../private-fields.ts";

/**
 * Makes an allocation that fails throw, with the code `OUT_OF_MEMORY`. tfjs takes the address 0 that it then gets for
 * a tensor's, and writes over whatever lies there.
 */
export function checkMemory({ wasm }: WasmBackend): void {
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    // The module takes the count as 32 bits: one byte more than they hold would be asked for as none.
    const address = bytes < 2 ** 32 ? allocate(bytes) : 0;
    if (address === 0 && bytes > 0) {
      throw new TenetError(
        "OUT_OF_MEMORY",
        `tfjs's WASM backend: expected ${bytes} free bytes for a tensor, got none. ` +
          "Use smaller batches or shorter windows, and dispose of tensors that are no longer needed.",
      );
    }
    return address;
  };
}
