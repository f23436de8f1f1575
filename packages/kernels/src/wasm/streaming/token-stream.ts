import type { TokenNetwork, TokenStream } from "@tenetjs/cells";
import { phrase, problem } from "@tenetjs/core";
import { backend, type Tensor } from "@tensorflow/tfjs-core";
import { accepts } from "../matrix/binary.ts";
import { kernelsOf } from "../matrix/kernels.ts";
import { type NetworkStep, networkStep, stateLayout } from "./network-step.ts";

/** Rows in tfjs's memory: of each layer, `[batch, states * hidden]`. */
type StreamState = { readonly address: number; readonly batch: number };

/**
 * A stream of `network` on tfjs's WASM heap. A state is a block of that heap, which `release` frees; what a step works with is
 * allocated at the first one, and freed with the last state. Undefined without SIMD, where a tensor is not float32, or where a
 * recipe has inputs other than the time.
 */
export function wasmTokenStream(network: TokenNetwork): TokenStream<StreamState> | undefined {
  const tensors = tensorsOf(network);
  const runs =
    accepts("strict") &&
    tensors.every(({ dtype }) => dtype === "float32") &&
    network.cells.every(({ cell }) => cell.recipe.inputs.every((name) => name === "time"));
  if (!runs) return undefined;
  const kernels = kernelsOf(backend());
  const { exports } = kernels;
  const layout = stateLayout(network);
  const live = new Set<StreamState>();
  let current: NetworkStep | undefined;
  let addresses: readonly number[] = [];

  const made = (batch: number): StreamState => {
    const state = { address: kernels.allocate(batch * layout.values * 4), batch };
    live.add(state);
    return state;
  };
  const release = (state: StreamState) => {
    if (!live.delete(state)) return;
    kernels.free(state.address);
    if (live.size > 0) return;
    current?.free();
    current = undefined;
  };
  const checkLive = (state: StreamState) => {
    if (live.has(state)) return;
    throw new TypeError(problem("TokenStream", "a state that is not released", phrase("one that is")));
  };
  const stepFor = (batch: number): NetworkStep => {
    // Values move when another backend was set in between and has used them.
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
      checkLive(state);
      checkTensors(tensors);
      const { batch } = state;
      const { read } = stepFor(batch);
      const next = made(batch);
      try {
        return { logits: read(ids, firstStep, state.address, next.address), state: next };
      } catch (error) {
        release(next);
        throw error;
      }
    },
    gather(state, rows) {
      checkLive(state);
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
    release,
  };
}

function tensorsOf({ table, cells, head }: TokenNetwork): Tensor[] {
  const ofCells = cells.flatMap(({ params }) => Object.values(params));
  return [...(table === undefined ? [] : [table]), ...ofCells, head.w, head.b];
}

/** Steps go by the addresses of the tensors' values, which may hold anything when a tensor is gone. */
function checkTensors(tensors: readonly Tensor[]): void {
  if (tensors.every(({ isDisposed }) => !isDisposed)) return;
  const next = "Free a model's parameters after the states of its streams.";
  throw new TypeError(
    problem("TokenStream", "parameters that are not disposed", phrase("one that is"), next),
  );
}
