import type { TokenNetwork, TokenStream } from "@tenetjs/cells/internals";
import { breather } from "@tenetjs/core/internals";
import type { DrawOptions } from "@tenetjs/sampling";
import { backend } from "@tensorflow/tfjs-core";
import { liveStates } from "../../streaming/live-states.ts";
import { canStream, checkTensors, tensorsOf } from "../../streaming/network-tensors.ts";
import { accepts } from "../module/binary.ts";
import { kernelsOf } from "../module/kernels.ts";
import { canDraw } from "./draw-ids.ts";
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

  const breathe = breather();
  /** Draws in pieces, between which the event loop runs. */
  async function draw(state: StreamState, ids: Int32Array, firstStep: number, options: DrawOptions) {
    const { batch } = state;
    const { count, randomNumbers } = options;
    const drawn = new Int32Array(batch * count);
    let [from, given, position] = [state, ids, firstStep];
    let next = state;
    try {
      for (let done = 0; done < count; ) {
        if (done > 0) await breathe();
        live.check(from);
        checkTensors(tensors);
        const step = stepFor(batch);
        const piece = Math.min(count - done, Math.max(1, Math.floor(workOfPiece / step.work)));
        const numbers =
          randomNumbers === undefined ? {} : { randomNumbers: columnsOf(randomNumbers, count, done, piece) };
        next = made(batch);
        const draws = { ...options, ...numbers, count: piece };
        const found = step.draw(given, position, from.address, next.address, draws);
        if (from !== state) live.release(from);
        from = next;
        for (let row = 0; row < batch; row += 1) {
          for (let index = 0; index < piece; index += 1)
            drawn[row * count + done + index] = found[index * batch + row] as number;
        }
        position += given.length / batch + piece - 1;
        // What follows an id of -1 is meaningless, but it has to be read.
        given = found.slice(-batch).map((id) => Math.max(id, 0));
        done += piece;
      }
      return { ids: drawn, state: from };
    } catch (error) {
      for (const own of new Set([from, next])) if (own !== state) live.release(own);
      throw error;
    }
  }

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
    ...(canDraw(kernels, network) ? { draw } : {}),
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

/** The multiplications after which drawing lets the event loop run: about 50 ms on one thread. */
const workOfPiece = 2 ** 30;

/** The columns from `first` on of an array `[rows, width]`. */
function columnsOf(values: Float64Array, width: number, first: number, count: number): Float64Array {
  if (count === width) return values;
  const rows = values.length / width;
  const found = new Float64Array(rows * count);
  for (let row = 0; row < rows; row += 1) {
    const from = row * width + first;
    found.set(values.subarray(from, from + count), row * count);
  }
  return found;
}
