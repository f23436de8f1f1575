import { vi } from "vitest";

/** The number of dispatches that `run` records, including tfjs's. The current backend has to be WebGPU. */
export async function dispatchesOf(run: () => unknown): Promise<number> {
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, "dispatchWorkgroups");
  try {
    await run();
    return dispatch.mock.calls.length;
  } finally {
    dispatch.mockRestore();
  }
}
