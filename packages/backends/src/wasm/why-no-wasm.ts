import type { Refusal } from "./refusal.ts";
import { simdFeatures } from "./simd-features.ts";

/** Why tfjs's WASM backend cannot run in this runtime or page. Undefined if it can. */
export async function whyNoWasm(): Promise<Refusal | undefined> {
  if (typeof WebAssembly === "undefined") {
    return {
      reason: "this runtime has no WebAssembly",
      remedy: `${currentRuntime} with WebAssembly enabled.`,
    };
  }
  if (!simdFeatures().includes("simd128")) {
    return { reason: "this runtime's WebAssembly has no SIMD", remedy: `${currentRuntime}.` };
  }
  try {
    await WebAssembly.compile(emptyModule);
    return undefined;
  } catch {
    // A page may validate WebAssembly under any policy, and compile it only if the policy allows it.
    return {
      reason: "the page's Content Security Policy forbids WebAssembly",
      remedy: "Add 'wasm-unsafe-eval' to its script-src.",
    };
  }
}

const currentRuntime = "Use Node 20.19, Chrome 91, Firefox 89, Safari 16.4, or newer";

/** "\0asm", version 1. */
const emptyModule = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
