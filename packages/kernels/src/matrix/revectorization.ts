import { phrase, problem } from "@tenetjs/core";

/**
 * Makes V8 compile WebAssembly from now on with its experimental revectorisation, where it takes two operations on 128 bits that
 * lie side by side for one on 256. The flag `--experimental-wasm-revectorize` on Node's command line does the same.
 *
 * @throws {TypeError} when the runtime is not Node 24 or newer.
 */
export function turnOnRevectorization(): void {
  const { versions, getBuiltinModule } = globalThis.process ?? {};
  // Older ones print a complaint about an unknown flag and go on.
  if (Number.parseInt(versions?.v8 ?? "0", 10) < 13) {
    const expected = "Node 24 or newer for revectorize";
    const got = versions?.node === undefined ? "another runtime" : `Node ${versions.node}`;
    throw new TypeError(problem("configureKernels", expected, phrase(got), "Leave the option out."));
  }
  getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-revectorize");
}
