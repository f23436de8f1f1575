/* `@tenetjs/backends/inline`: tfjs's WASM binary inside a module, for pages that may not fetch it. */
import { carriedBytes } from "./generated/carried-bytes.ts";

/**
 * The SIMD binary of tfjs's WASM backend, unpacked from this module without a request. Pass the function itself:
 * `start("wasm", { wasmBinary })`.
 */
export async function wasmBinary(): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(carriedBytes), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
