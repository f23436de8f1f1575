import { phrase, problem } from "@tenetjs/core/internals";

/** Whether this runtime has V8's experimental revectorisation: Node 24 or newer. Older ones print a complaint about an unknown flag. */
export function canRevectorize(): boolean {
  return Number.parseInt(globalThis.process?.versions?.v8 ?? "0", 10) >= 13;
}

/**
 * Makes V8 compile WebAssembly from now on with its experimental revectorisation, where it takes two operations on 128 bits that
 * lie side by side for one on 256. The flag `--experimental-wasm-revectorize` on Node's command line does the same.
 *
 * @throws {TypeError} when the runtime is not Node 24 or newer.
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
