import { phrase, problem } from "@tenetjs/core/internals";
import { binaries } from "../../generated/binaries.ts";
import { bytesOfText } from "./byte-text.js";

/** A build of the static kernels: `strict` rounds the same on every machine, `relaxed` may fuse multiply and add. */
export type Build = keyof typeof binaries;

/** Whether this runtime supports the build. */
export function accepts(build: Build): boolean {
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(bytesOf(build, false));
}

/**
 * The compiled static kernels for a shared or unshared memory. They are compiled once; the module can be posted to workers.
 *
 * @throws {TypeError} if this runtime does not support the build.
 */
export function kernelModule(build: Build, shared: boolean): WebAssembly.Module {
  const key = `${build} ${shared}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (!accepts(build)) {
    const expected = `a runtime with WebAssembly and its ${featureOf[build]} instructions`;
    throw new TypeError(problem("@tenetjs/kernels", expected, phrase("none")));
  }
  const module = new WebAssembly.Module(bytesOf(build, shared));
  compiled.set(key, module);
  return module;
}

/** Whether any build has been compiled. */
export function isCompiled(): boolean {
  return compiled.size > 0;
}

const compiled = new Map<string, WebAssembly.Module>();

const featureOf: Record<Build, string> = { strict: "SIMD", relaxed: "relaxed SIMD" };

function bytesOf(build: Build, shared: boolean): Uint8Array<ArrayBuffer> {
  const { text, memoryFlagsAt } = binaries[build];
  const bytes = bytesOfText(text);
  // A module declares whether the memory that it imports is shared. Nothing else in the code depends on that.
  const [withMaximum, sharedWithMaximum] = [1, 3];
  bytes[memoryFlagsAt] = shared ? sharedWithMaximum : withMaximum;
  return bytes;
}
