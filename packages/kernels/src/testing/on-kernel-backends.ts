import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe } from "vitest";
import { registerKernels } from "../register-kernels.ts";

/** The backends that have kernels of ours. */
export type KernelBackend = "wasm" | "webgpu";

/**
 * Runs a suite on each backend that has kernels of ours, with them. WebGPU's is skipped, with the reason in its name, where there is
 * none; there only `await tensor.data()` reads.
 */
export async function onKernelBackends(suite: (backend: KernelBackend) => void): Promise<void> {
  const webgpu = await webgpuForTests();
  for (const backend of ["wasm", "webgpu"] as const) {
    const skipped = backend === "webgpu" && !webgpu.available;
    describe.skipIf(skipped)(skipped ? `on webgpu (skipped: ${webgpu.reason})` : `on ${backend}`, () => {
      beforeAll(async () => {
        registerKernels();
        await start(backend, { forwardSmallToCpu: false });
      });
      suite(backend);
    });
  }
}
