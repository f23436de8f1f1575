import type { TokenNetwork, TokenStream } from "@tenetjs/cells/internals";
import { backend } from "@tensorflow/tfjs-core";
import { liveStates } from "../../streaming/live-states.ts";
import { canStream, checkTensors, tensorsOf } from "../../streaming/network-tensors.ts";
import { accepts } from "../module/binary.ts";
import { kernelsOf } from "../module/kernels.ts";
import { type NetworkStep, networkStep, stateLayout } from "./network-step.ts";

/** A block of tfjs's memory: `[batch, states * hidden]` for each layer. */
type StreamState = { readonly address: number; readonly batch: number };

/**
 * A stream of `network` on tfjs's WASM heap. A state is a block of that heap, which `release` frees. The working memory of steps is
 * allocated at the first step and freed with the last state. Undefined without SIMD, if a tensor is not float32, or if a recipe has
 * inputs other than the time.
 */
export function wasmTokenStream(network: TokenNetwork): TokenStream<StreamState> | undefined {
  if (!accepts("strict") || !canStream(network)) return undefined;
  const tensors = tensorsOf(network);
  const kernels = kernelsOf(backend());
  const { exports } = kernels;
  const layout = stateLayout(network);
  let current: NetworkStep | undefined;
  let addresses: readonly number[] = [];

  const live = liveStates<StreamState>(
    ({ address }) => kernels.free(address),
    () => {
      current?.free();
      current = undefined;
    },
  );
  const made = (batch: number): StreamState =>
    live.add({ address: kernels.allocate(batch * layout.values * 4), batch });
  const stepFor = (batch: number): NetworkStep => {
    // Values have moved if another backend has used them in the meantime.
    const inPlace = tensors.every((tensor, index) => kernels.address(tensor) === addresses[index]);
    if (inPlace && current?.batch === batch) return current;
    current?.free();
    current = undefined;
    addresses = tensors.map(kernels.address);
    current = networkStep(kernels, network, batch);
    return current;
  };

  return {
    start(batch) {
      const state = made(batch);
      exports.clearBlocks(batch * layout.values, 1, state.address, 0);
      return state;
    },
    step(state, ids, firstStep) {
      live.check(state);
      checkTensors(tensors);
      const { batch } = state;
      const { read } = stepFor(batch);
      const next = made(batch);
      try {
        return { logits: read(ids, firstStep, state.address, next.address), state: next };
      } catch (error) {
        live.release(next);
        throw error;
      }
    },
    gather(state, rows) {
      live.check(state);
      const gathered = made(rows.length);
      for (const { width, before } of layout.layers) {
        const row = width * 4;
        const from = state.address + before * state.batch * 4;
        const to = gathered.address + before * rows.length * 4;
        rows.forEach((taken, index) => {
          exports.copyBlocks(width, 1, 1, from + taken * row, 0, 0, to + index * row, 0, 0);
        });
      }
      return gathered;
    },
    release: live.release,
  };
}
