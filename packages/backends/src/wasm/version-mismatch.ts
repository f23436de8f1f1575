import { isReleaseBetween } from "../release-between.ts";
import type { Refusal } from "./refusal.ts";

/** The first version of tfjs whose binary and its loader are the same files, byte for byte, as those of 4.22.0. */
const sameSince = "4.8.0";

/** Why tfjs's JavaScript cannot run a binary of another version. Undefined if it can. */
export function versionMismatch(javaScript: string, binary: string): Refusal | undefined {
  if (javaScript === binary || isReleaseBetween(sameSince, javaScript, binary)) return undefined;
  return {
    reason:
      `the JavaScript of @tensorflow/tfjs-backend-wasm is version ${javaScript}, ` +
      `and the WASM binary that @tenetjs/backends carries is version ${binary}`,
    remedy:
      `Install @tensorflow/tfjs-core and @tensorflow/tfjs-backend-wasm ${binary}, ` +
      `or set wasmPaths to the folder of the .wasm files of version ${javaScript}.`,
  };
}
