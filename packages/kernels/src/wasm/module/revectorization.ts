import { phrase, problem } from "@tenetjs/core/internals";

/** Whether this runtime has V8's experimental revectorisation: Node 24 or newer. Older versions print an error about an unknown flag. */
export function canRevectorize(): boolean {
  return Number.parseInt(globalThis.process?.versions?.v8 ?? "0", 10) >= 13;
}

/**
 * Turns on V8's experimental revectorisation for WebAssembly that is compiled from now on. V8 then combines adjacent pairs of
 * 128-bit operations into 256-bit ones. Node's command-line flag `--experimental-wasm-revectorize` does the same.
 *
 * @throws {TypeError} if the runtime is not Node 24 or newer.
 */
export function turnOnRevectorization(): void {
  if (!canRevectorize()) {
    const expected = "Node 24 or newer for revectorize";
    const node = globalThis.process?.versions?.node;
    const got = node === undefined ? "another runtime" : `Node ${node}`;
    throw new TypeError(problem("configureKernels", expected, phrase(got), "Leave the option out."));
  }
  process.getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-revectorize");
}
