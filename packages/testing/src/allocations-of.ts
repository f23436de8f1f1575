import { asWasmBackend } from "@tenetjs/backends/internals";
import { backend } from "@tensorflow/tfjs-core";

/** What ran in the heap of the backend wasm: tensors of tfjs, and the workspaces of our kernels. */
export type Allocations = {
  /** Blocks that were allocated, and those of them that were not freed. */
  readonly made: number;
  readonly left: number;
  /** The most bytes that were allocated at a time. */
  readonly mostBytes: number;
};

/** The blocks of the heap of the backend wasm, which is current, that `run` allocates. */
export async function allocationsOf(run: () => unknown): Promise<Allocations> {
  const { wasm } = asWasmBackend(backend());
  const { _malloc, _free } = wasm;
  const live = new Map<number, number>();
  let [made, bytesNow, mostBytes] = [0, 0, 0];
  Object.assign(wasm, {
    _malloc(bytes: number) {
      const address = _malloc(bytes);
      live.set(address, bytes);
      made += 1;
      bytesNow += bytes;
      mostBytes = Math.max(mostBytes, bytesNow);
      return address;
    },
    _free(address: number) {
      bytesNow -= live.get(address) ?? 0;
      live.delete(address);
      _free(address);
    },
  });
  try {
    await run();
  } finally {
    Object.assign(wasm, { _malloc, _free });
  }
  return { made, left: live.size, mostBytes };
}
