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
        if (software) preferSmallTiles();
      });
      suite(backend);
    });
  }
}

/**
 * Makes tfjs multiply matrices of any size by its program with tiles of 8 by 8. For results below 128 numbers it would choose
 * the one that keeps 256 threads in step for each number, which takes SwiftShader tens of milliseconds a product; and its
 * program for large results takes hundreds to compile there, for each of its variants.
 */
function preferSmallTiles(): void {
  const smallOutputSizeProgram = 2;
  env().set("WEBGPU_MATMUL_PROGRAM_TYPE", smallOutputSizeProgram);
}
