import type { TokenNetwork, TokenStream } from "@tenetjs/cells/internals";
import { checkInteger } from "@tenetjs/core/internals";
import type { DrawOptions } from "@tenetjs/sampling";
import { backend, type TensorInfo } from "@tensorflow/tfjs-core";
import { liveStates } from "../../streaming/live-states.ts";
import { canStream, checkTensors, tensorsOf } from "../../streaming/network-tensors.ts";
import { gpuOf } from "../device/gpu-of.ts";
import { networkPlan } from "./network-plan.ts";
import { packWeights } from "./pack-weights.ts";
import { type Runner, runner, stepsOf } from "./run-network.ts";

/** Two copies of the states in one tensor, `[2, batch, width]`. The first copy is the state; steps use the second as scratch space. */
type StreamState = { readonly states: TensorInfo; readonly batch: number };

export type StreamOptions = {
  /**
   * The maximum number of weights that a step may read for a single workgroup to run all steps of a row. Default: 2^20, or 4 MB, which a
   * workgroup reads in about the time that dispatching a few layers takes.
   */
  readonly maxWeightsPerWorkgroup?: number;
};

/**
 * A stream of `network` on the GPU of tfjs's WebGPU backend. States stay on the GPU. A step fetches the logits after its last id, and
 * `draw` fetches the drawn ids. The weights are copied at the first step, and the copy is freed with the last state. Undefined if the copy
 * would exceed the maximum buffer size, if weights are rounded to 8 bits, if a tensor is not float32, or if a recipe has inputs other than the time.
 *
 * @throws {RangeError} (its functions) if a state has more rows than the device allows workgroups.
 */
export function webgpuTokenStream(
  network: TokenNetwork,
  { maxWeightsPerWorkgroup = 2 ** 20 }: StreamOptions = {},
): TokenStream<StreamState> | undefined {
  // A workgroup runs a step of a layer from its states alone, without the factor of a second product in between.
  const hasSecond = network.cells.some(({ cell }) => cell.recipe.second !== undefined);
  if (hasSecond || network.int8 || !canStream(network)) return undefined;
  const plan = networkPlan(network);
  const tfjs = backend();
  const gpu = gpuOf(tfjs);
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension } = gpu.device.limits;
  if (plan.weights.quads * 16 > Math.min(maxBufferSize, maxStorageBufferBindingSize)) return undefined;
  const tensors = tensorsOf(network);
  const width = plan.stateQuads * 4;
  const { vocabulary } = plan.head;
  let copy: { readonly weights: TensorInfo; readonly run: Runner } | undefined;

  const live = liveStates<StreamState>(
    ({ states }) => gpu.dispose(states),
    () => {
      if (copy !== undefined) gpu.dispose(copy.weights);
      copy = undefined;
    },
  );
  const shapeOf = (batch: number): number[] => {
    checkInteger("TokenStream", "rows of a state", batch, 1, maxComputeWorkgroupsPerDimension);
    return [2, batch, width];
  };
  const made = (batch: number): StreamState =>
    live.add({ states: gpu.output(shapeOf(batch), "float32"), batch });
  const upload = (values: Int32Array | Float32Array, dtype: "int32" | "float32"): TensorInfo => {
    const shape = [values.length];
    return { dataId: tfjs.write(values, shape, dtype), shape, dtype };
  };

  /** Runs the steps from `state`, and fetches the drawn ids, or the logits without `draw`. */
  async function run(state: StreamState, ids: Int32Array, position: number, draw?: DrawOptions) {
    live.check(state);
    checkTensors(tensors);
    const { batch } = state;
    const [given, draws] = [ids.length / batch, draw?.count ?? 0];
    const next = made(batch);
    const own: TensorInfo[] = [];
    const owned = (tensor: TensorInfo): TensorInfo => {
      own.push(tensor);
      return tensor;
    };
    try {
      copy ??= { weights: packWeights(gpu, plan.weights), run: runner(gpu, plan, maxWeightsPerWorkgroup) };
      const { weights } = copy;
      const half = batch * width;
      gpu.copy(
        { tensor: state.states },
        { tensor: next.states, at: (stepsOf({ given, draws }) % 2) * half },
        half,
      );
      const logits = owned(gpu.output([batch, vocabulary], "float32"));
      const drawn = owned(gpu.output([batch, Math.max(1, draws)], "int32"));
      const randomNumbers = draw?.randomNumbers;
      copy.run({
        batch,
        given,
        draws,
        buffers: {
          weights,
          states: next.states,
          ids: owned(upload(ids, "int32")),
          // Without random numbers, the buffer is not read, but has to be bound.
          randomNumbers:
            randomNumbers === undefined
              ? weights
              : owned(upload(Float32Array.from(randomNumbers), "float32")),
          logits,
          drawn,
        },
        scalars: {
          position,
          greedy: randomNumbers === undefined ? 1 : 0,
          topK: Math.min(draw?.topK ?? vocabulary, vocabulary),
          temperature: draw?.temperature ?? 1,
        },
      });
      const values = await tfjs.read((draw === undefined ? logits : drawn).dataId);
      return { values, state: next };
    } catch (error) {
      live.release(next);
      throw error;
    } finally {
      for (const tensor of own) gpu.dispose(tensor);
    }
  }

  return {
    start: (batch) => live.add({ states: gpu.filled(shapeOf(batch), "float32", 0), batch }),
    async step(state, ids, firstStep) {
      const { values, state: next } = await run(state, ids, firstStep);
      return { logits: values as Float32Array, state: next };
    },
    async draw(state, ids, firstStep, options) {
      const { values, state: next } = await run(state, ids, firstStep, options);
      return { ids: values as Int32Array, state: next };
    },
    gather(state, rows) {
      live.check(state);
      const gathered = made(rows.length);
      rows.forEach((row, index) => {
        gpu.copy(
          { tensor: state.states, at: row * width },
          { tensor: gathered.states, at: index * width },
          width,
        );
      });
      return gathered;
    },
    release: live.release,
  };
}
