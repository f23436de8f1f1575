import type { Refusal } from "./refusal.ts";

/** The first version of tfjs whose binary and its loader are the same files, byte for byte, as those of 4.22.0. */
const sameSince = "4.8.0";

/** Why tfjs's JavaScript cannot run a binary of another version. Undefined if it can. */
export function versionMismatch(javaScript: string, binary: string): Refusal | undefined {
  const belongs =
    javaScript === binary || (isRelease(javaScript) && isBetween(javaScript, sameSince, binary));
  if (belongs) return undefined;
  return {
    reason:
      `the JavaScript of @tensorflow/tfjs-backend-wasm is version ${javaScript}, ` +
      `and the WASM binary that @tenetjs/backends carries is version ${binary}`,
    remedy:
      `Install @tensorflow/tfjs-core and @tensorflow/tfjs-backend-wasm ${binary}, ` +
      `or set wasmPaths to the folder of the .wasm files of version ${javaScript}.`,
  };
}

function isRelease(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version);
}

function isBetween(version: string, first: string, last: string): boolean {
  return order(first) <= order(version) && order(version) <= order(last);
}

function order(version: string): number {
  return version.split(".").reduce((sum, part) => 1000 * sum + Number(part), 0);
}
