import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe } from "vitest";
import { registerKernels } from "../register-kernels.ts";

/** The backends that have kernels in this package. */
export type KernelBackend = "wasm" | "webgpu";

/**
 * Runs a suite on each backend that has kernels in this package, with these registered. Without WebGPU, its suite is skipped, with
 * the reason in its name. A suite reads tensors with `await tensor.data()`, since nothing else works on WebGPU in Node.
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
