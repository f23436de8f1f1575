import { phrase, problem } from "@tenetjs/core/internals";
import { binaries } from "../../generated/binaries.ts";

/** Which of the two builds of the static kernels: strict rounds alike on every machine, relaxed fuses multiply and add. */
export type Build = keyof typeof binaries;

/** Whether this runtime takes that build. */
export function accepts(build: Build): boolean {
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(bytesOf(build, false));
}

/**
 * The compiled static kernels for a memory that is shared between threads, or is not. Compiled once; a module can be posted to
 * workers.
 *
 * @throws {TypeError} when this runtime does not take the build.
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
  const { base64, memoryFlagsAt } = binaries[build];
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  // A module's import must say of its memory whether it is shared; nothing else in the code depends on it.
  const [withMaximum, sharedWithMaximum] = [1, 3];
  bytes[memoryFlagsAt] = shared ? sharedWithMaximum : withMaximum;
  return bytes;
}
