import { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { withoutNewErrorHandlers } from "#host";
import { withSharedMemory } from "./shared-memory.ts";

/**
 * tfjs's WASM backend, started from a binary of its single-threaded build. With `shared`, its memory is declared shared, so that workers can
 * use it. tfjs would take its multi-threaded build for that, which it refuses in Node, which always starts eight workers of its own, and which
 * minification breaks.
 *
 * @throws {WebAssembly.LinkError} if the binary does not belong to tfjs's JavaScript.
 */
export async function openBackend(binary: Uint8Array, shared: boolean): Promise<BackendWasm> {
  // The package's types describe an ES module, but the file is CommonJS, and some bundlers import that without a default export.
  const imported: unknown = await import("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js");
  const startModule = ((imported as { default?: unknown }).default ?? imported) as StartModule;
  const code = shared ? withSharedMemory(binary) : new Uint8Array(binary);
  const wasm = await withoutNewErrorHandlers(
    () =>
      new Promise<Module>((resolve, reject) => {
        const instantiateWasm = (
          imports: WebAssembly.Imports,
          done: (instance: WebAssembly.Instance) => void,
        ) => {
          WebAssembly.instantiate(code, imports)
            .then(({ instance }) => done(instance))
            .catch(reject);
          return {};
        };
        // The module asks for the path of its binary, and then does not read it.
        startModule({ instantiateWasm, locateFile: (path: string) => path }).then(resolve, reject);
      }),
  );
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
