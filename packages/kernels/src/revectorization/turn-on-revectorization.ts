import { phrase, problem } from "@tenetjs/core/internals";

/** Whether this runtime has V8's experimental revectorisation: Node 24 or newer on x64. Others print an error about an unknown flag. */
export function canRevectorize(): boolean {
  const { versions, arch } = globalThis.process ?? {};
  return Number.parseInt(versions?.v8 ?? "0", 10) >= 13 && arch === "x64";
}

/**
 * Turns on V8's experimental revectorisation for WebAssembly that is compiled from now on. V8 then combines adjacent pairs of
 * 128-bit operations into 256-bit ones. Node's command-line flag `--experimental-wasm-revectorize` does the same.
 *
 * @throws {TypeError} if the runtime is not Node 24 or newer on x64.
 */
export function turnOnRevectorization(): void {
  if (!canRevectorize()) {
    const expected = "Node 24 or newer on x64 for revectorize";
    const { versions, arch } = globalThis.process ?? {};
    const got = versions?.node === undefined ? "another runtime" : `Node ${versions.node} on ${arch}`;
    throw new TypeError(problem("configureKernels", expected, phrase(got), "Leave the option out."));
  }
  process.getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-revectorize");
}
