import type { BackendName } from "@tenetjs/backends";
import { beforeAll, describe } from "vitest";
import { startForTests } from "./start-for-tests.ts";
import { webgpuForTests } from "./webgpu.ts";

/**
 * Runs a suite on each tfjs backend that this machine has, or on those of `backends`. WebGPU's is skipped, with the reason in its name, where it has none.
 * No kernel is left to another backend. On a graphics card in Node only `await tensor.data()` reads.
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
