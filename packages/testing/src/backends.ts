import { type BackendName, start } from "@tenetjs/backends";
import { beforeAll, describe } from "vitest";
import { webgpuForTests } from "./webgpu.ts";

/** Runs a suite on each tfjs backend that this machine has. WebGPU's is skipped, with the reason in its name, where it has none. */
export async function onEachBackend(suite: (backend: BackendName) => void): Promise<void> {
  const webgpu = await webgpuForTests();
  for (const backend of ["cpu", "wasm", "webgpu"] as const) {
    const skipped = backend === "webgpu" && !webgpu.available;
    describe.skipIf(skipped)(skipped ? `on webgpu (skipped: ${webgpu.reason})` : `on ${backend}`, () => {
      beforeAll(async () => {
        await start(backend);
      });
      suite(backend);
    });
  }
}
