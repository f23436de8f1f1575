import { version_wasm } from "@tensorflow/tfjs-backend-wasm";
import { installedFile, readFile } from "#host";
import { carriedVersion } from "../generated/carried-version.ts";
import type { StartOptions } from "../start-options.ts";
import { carriedUrl } from "./carried-url.ts";
import type { Refusal } from "./refusal.ts";
import { versionMismatch } from "./version-mismatch.ts";

/** The binary of tfjs's WASM backend, or why it cannot be loaded. */
export type LoadedBinary = { readonly bytes: Uint8Array } | Refusal;

const file = "tfjs-backend-wasm-simd.wasm";

/**
 * tfjs's SIMD binary: the one that the options name, else the one that this package carries. The carried one is read from its file, or from the
 * module that contains it where that file cannot be read. In Node, a version of tfjs that this package does not carry has its own file.
 */
export async function loadBinary({ wasmBinary, wasmPaths }: StartOptions): Promise<LoadedBinary> {
  if (wasmBinary !== undefined) return { bytes: await wasmBinary() };
  const named = typeof wasmPaths === "string" ? wasmPaths + file : wasmPaths?.[file];
  if (named !== undefined) return read(named);
  const mismatch = versionMismatch(version_wasm, carriedVersion);
  if (mismatch !== undefined) {
    const installed = installedFile(`@tensorflow/tfjs-backend-wasm/wasm-out/${file}`);
    return installed === undefined ? mismatch : read(installed);
  }
  const url = carriedUrl();
  const fetched = url === undefined ? undefined : await read(url);
  if (fetched !== undefined && "bytes" in fetched) return fetched;
  try {
    const inline = await import("../inline.ts");
    return { bytes: await inline.wasmBinary() };
  } catch (error) {
    const reason = `the module that contains tfjs's WASM binary could not be loaded (${messageOf(error)})`;
    return fetched ?? { reason, remedy: "Serve all files that the bundler wrote." };
  }
}

async function read(address: string): Promise<LoadedBinary> {
  const found = await readFile(address);
  if ("reason" in found) return found;
  const { bytes } = found;
  if (magic.every((byte, index) => bytes[index] === byte)) return found;
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  return start.startsWith("<")
    ? {
        reason: `the server answers ${address} with an HTML page`,
        remedy: `Serve ${file} there. Servers of single-page applications answer with their page where a file is missing.`,
      }
    : {
        reason: `the file at ${address} is not WebAssembly`,
        remedy: `Serve ${file} there, unchanged.`,
      };
}

/** The first bytes of every WebAssembly binary: "\0asm". */
const magic = [0x00, 0x61, 0x73, 0x6d];

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
