// @ts-check
/* Starts the backend that the query names, and leaves what `start` returned, or its error, in `globalThis.report`. */
import { start } from "@tenetjs/backends";
import { wasmBinary } from "@tenetjs/backends/inline";
import "@tenetjs/kernels/register";

const query = new URLSearchParams(location.search);
const wasmPaths = query.get("wasmPaths");
const options = {
  threads: 2,
  ...(wasmPaths === null ? {} : { wasmPaths }),
  ...(query.has("inline") ? { wasmBinary } : {}),
};
const name = /** @type {"auto" | "wasm"} */ (query.get("backend") ?? "auto");
const report = start(name, options).catch((error) => ({ error: String(error) }));

Object.assign(globalThis, { report });
