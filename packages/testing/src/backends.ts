import type { BackendName } from "@tenetjs/backends";
import { beforeAll, describe } from "vitest";
import { startForTests } from "./start-for-tests.ts";
import { webgpuForTests } from "./webgpu.ts";

/**
 * Runs a suite on each tfjs backend that this machine has, or on those of `backends`. Without an adapter, the suite on WebGPU is skipped, with
 * the reason in its name. No kernel falls back to another backend. In Node on a GPU, tensors can only be read with `await tensor.data()`.
 */
export async function onEachBackend(
  suite: (backend: BackendName) => void,
  backends: readonly BackendName[] = ["cpu", "wasm", "webgpu"],
): Promise<void> {
  const webgpu = await webgpuForTests();
  for (const backend of backends) {
    const skipped = backend === "webgpu" && !webgpu.available;
    describe.skipIf(skipped)(skipped ? `on webgpu (skipped: ${webgpu.reason})` : `on ${backend}`, () => {
      beforeAll(async () => {
        await startForTests(backend);
      });
      suite(backend);
    });
  }
}
