import { vi } from "vitest";

/** How many dispatches `run` records, tfjs's own among them. The current backend is WebGPU. */
export async function dispatchesOf(run: () => unknown): Promise<number> {
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, "dispatchWorkgroups");
  try {
    await run();
    return dispatch.mock.calls.length;
  } finally {
    dispatch.mockRestore();
  }
}
