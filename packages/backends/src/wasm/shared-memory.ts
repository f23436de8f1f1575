import { problem } from "@tenetjs/core/internals";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { simdFeatures } from "./simd-features.ts";

/** The locations of tfjs's `.wasm` files: see `StartOptions`. */
type WasmPaths = string | Record<string, string> | undefined;

/** Why memory cannot be shared with workers, as a clause. Undefined if it can. */
export function whyUnshared(): string | undefined {
  if (typeof SharedArrayBuffer === "undefined") {
    return globalThis.crossOriginIsolated
      ? "this browser does not let pages share memory with workers, even where they are cross-origin isolated"
      : "this page is not cross-origin isolated, so it may not share memory with workers";
  }
  return simdFeatures().includes("simd128") ? undefined : "this runtime's WebAssembly has no SIMD";
}

/**
 * tfjs's WASM backend on memory that workers can share: the single-threaded build with its memory declared shared. tfjs refuses
 * its multi-threaded build in Node, and that build always starts eight workers of its own.
 */
export async function backendOnSharedMemory(
  readFile: (path: string) => Promise<Uint8Array>,
  wasmPaths: WasmPaths,
): Promise<BackendWasm> {
  const { BackendWasm } = await import("@tensorflow/tfjs-backend-wasm");
  const { default: startModule } = await import(
    "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js"
  );
  const file = "tfjs-backend-wasm-simd.wasm";
  const given = typeof wasmPaths === "string" ? wasmPaths + file : wasmPaths?.[file];
  const wasm = await new Promise<Module>((resolve, reject) => {
    let path = file;
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ) => {
      readFile(path)
        .then((binary) => WebAssembly.instantiate(withSharedMemory(binary), imports))
        .then(({ instance }) => done(instance), reject);
      return {};
    };
    const locateFile = (_: string, folder: string) => {
      path = given ?? folder + file;
      return path;
    };
    // The package's types describe an ES module, but the file is CommonJS.
    (startModule as unknown as StartModule)({ locateFile, instantiateWasm }).then(resolve, reject);
  });
  wasm.tfjs = {
    init: wasm.cwrap("init", null, []),
    initWithThreadsCount: wasm.cwrap("init_with_threads_count", null, ["number"]),
    getThreadsCount: wasm.cwrap("get_threads_count", "number", []),
    registerTensor: wasm.cwrap("register_tensor", null, ["number", "number", "number"]),
    disposeData: wasm.cwrap("dispose_data", null, ["number"]),
    dispose: wasm.cwrap("dispose", null, []),
  };
  return new BackendWasm(wasm);
}

type Module = ConstructorParameters<typeof BackendWasm>[0] & {
  cwrap(name: string, result: "number" | null, parameters: "number"[]): (...numbers: number[]) => never;
};

type StartModule = (config: object) => Promise<Module>;

/**
 * A copy of a WebAssembly module in which its memory is declared shared.
 *
 * @throws {TypeError} if the module does not define a memory with a maximum size.
 */
export function withSharedMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(binary);
  let at = 8;
  const integer = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = copy[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const [memorySection, withMaximum, sharedWithMaximum] = [5, 1, 3];
  while (at < copy.length) {
    const section = copy[at++];
    const next = integer() + at;
    if (section === memorySection) {
      integer();
      if (copy[at] !== withMaximum) break;
      copy[at] = sharedWithMaximum;
      return copy;
    }
    at = next;
  }
  const expected = "tfjs's WASM module to define a memory with a maximum size, as 4.22.0 does";
  throw new TypeError(problem("@tenetjs/backends", expected, "another module"));
}
