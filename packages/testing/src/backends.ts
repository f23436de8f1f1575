import { type BackendName, start } from "@tenetjs/backends";
import { env } from "@tensorflow/tfjs-core";
import { beforeAll, describe } from "vitest";
import { webgpuForTests } from "./webgpu.ts";

/**
 * Runs a suite on each tfjs backend that this machine has. WebGPU's is skipped, with the reason in its name, where it has none.
 * No kernel is left to another backend. On a graphics card in Node only `await tensor.data()` reads.
 */
export async function onEachBackend(suite: (backend: BackendName) => void): Promise<void> {
  const webgpu = await webgpuForTests();
  for (const backend of ["cpu", "wasm", "webgpu"] as const) {
    const skipped = backend === "webgpu" && !webgpu.available;
    describe.skipIf(skipped)(skipped ? `on webgpu (skipped: ${webgpu.reason})` : `on ${backend}`, () => {
      beforeAll(async () => {
        const { software } = await start(backend, { forwardSmallToCpu: false });
        if (software) preferPackedProducts();
      });
      suite(backend);
    });
  }
}

/**
 * Makes tfjs multiply small matrices by its general program. The one that it would choose keeps 256 threads in step for each
 * number of the result, which a card does at once, and SwiftShader in tens of milliseconds.
 */
function preferPackedProducts(): void {
  const matMulPackedProgram = 3;
  env().set("WEBGPU_MATMUL_PROGRAM_TYPE", matMulPackedProgram);
}
