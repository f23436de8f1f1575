import { problem } from "@tenetjs/core/internals";

/** Why memory cannot be shared with workers, as a clause. Undefined if it can. */
export function whyUnshared(): string | undefined {
  if (typeof SharedArrayBuffer !== "undefined") return undefined;
  return globalThis.crossOriginIsolated
    ? "this browser does not let pages share memory with workers, even where they are cross-origin isolated"
    : "this page is not cross-origin isolated, so it may not share memory with workers";
}

/**
 * A copy of a WebAssembly module in which its memory is declared shared. The module's code does not depend on that.
 *
 * @throws {TypeError} if the module does not define a memory with a maximum size.
 */
export function withSharedMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(binary);
  let at = 8;
  const integer = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = copy[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const [memorySection, withMaximum, sharedWithMaximum] = [5, 1, 3];
  while (at < copy.length) {
    const section = copy[at++];
    const next = integer() + at;
    if (section === memorySection) {
      integer();
      if (copy[at] !== withMaximum) break;
      copy[at] = sharedWithMaximum;
      return copy;
    }
    at = next;
  }
  const expected = "tfjs's WASM module to define a memory with a maximum size, as 4.22.0 does";
  throw new TypeError(problem("@tenetjs/backends", expected, "another module"));
}
