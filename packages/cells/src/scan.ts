import { phrase, problem, type Rng } from "@tenetjs/core";
import { checkShape, leaves, mapTree, type TensorTree, tidied, zipTrees } from "@tenetjs/core/tensors";
import { clone, type Tensor, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import type { Layer, Unrolled } from "./layer.ts";

export type ScanOptions<State extends TensorTree> = {
  /** The state before the first step. Default: zeros. Borrowed, never disposed. */
  readonly state?: State;
  /** The number of the first step, for sequences that go on from an earlier call. Default 0. */
  readonly firstStep?: number;
  /** Real timestamps, float32 `[batch, time]`. Default: `firstStep`, `firstStep` + 1, ... */
  readonly time?: Tensor2D;
  /** Values of a recipe's other per-step inputs by name, float32 `[batch, time]`. */
  readonly stepInputs?: Readonly<Record<string, Tensor2D>>;
  /** 1 where a step is real and 0 where the row is padded, float32 `[batch, time]`. Default: all real. */
  readonly mask?: Tensor2D;
  /** Whether the network is being trained. Default false. */
  readonly training?: boolean;
  /** Where dropout's randomness comes from; required when training with dropout. */
  readonly rng?: Rng;
  /** Which outputs to return: of all steps, or of the last alone. Default "all". */
  readonly keep?: "all" | "last";
};

/**
 * The outputs of `layer` over a sequence, and the state after it: state in, state out, differentiable in all of
 * `params`, `inputs` and `state`.
 *
 * `inputs` is float32 `[batch, time, input]`, or int32 ids `[batch, time]`, which give the same result as one-hot vectors of
 * size `input`, by a row lookup. Outputs are `[batch, time, output]`. With a mask, a row's state and output stay as they were
 * through its padded steps, so that the last output is that of its last real step.
 *
 * @throws {RangeError} naming the tensor and the axis whose size does not fit.
 */
export function scan<Params extends TensorTree, State extends TensorTree>(
  layer: Layer<Params, State>,
  params: Params,
  inputs: Tensor,
  options: ScanOptions<State> = {},
): Unrolled<State> {
  const { firstStep = 0, mask, training = false, rng, keep = "all" } = options;
  const { batch, steps } = checkInputs(layer, inputs);
  const axes = { batch, time: steps };
  if (mask !== undefined) checkShape("scan", "mask", mask, ["batch", "time"], axes);
  const given = { ...options.stepInputs, ...(options.time === undefined ? {} : { time: options.time }) };
  for (const [name, values] of Object.entries(given))
    checkShape("scan", name, values, ["batch", "time"], axes);
  return tidied(() => {
    const state = options.state ?? layer.zeroState(batch);
    if (options.state !== undefined) checkState(layer, options.state);
    const stepInputs = { time: options.time ?? stepNumbers(firstStep, steps), ...given };
    const result = layer.unroll(params, inputs, {
      state,
      stepInputs,
      training,
      keep,
      ...(mask === undefined ? {} : { mask }),
      ...(rng === undefined ? {} : { rng }),
    });
    return { outputs: result.outputs, state: withoutBorrowed(result.state, state) };
  });
}

function checkInputs(layer: Layer, inputs: Tensor): { batch: number; steps: number } {
  const ids = inputs.dtype === "int32" && inputs.rank === 2;
  const axes = checkShape(
    "scan",
    ids ? "ids" : "inputs",
    inputs,
    ids ? ["batch", "time"] : ["batch", "time", layer.inputSize],
  );
  const { batch = 0, time = 0 } = axes;
  if (batch === 0 || time === 0) {
    throw new RangeError(
      problem("scan", "at least one row and one step", phrase(`[${inputs.shape.join(", ")}]`)),
    );
  }
  return { batch, steps: time };
}

function checkState(layer: Layer, state: TensorTree): void {
  zipTrees(
    (wanted, given) => {
      checkShape(`scan over ${layer.name}`, "state", given, wanted.shape);
      return given;
    },
    layer.zeroState(leaves(state)[0]?.shape[0] ?? 1),
    state,
  );
}

function stepNumbers(firstStep: number, count: number): Tensor2D {
  return tensor2d(
    Float32Array.from({ length: count }, (_, step) => firstStep + step),
    [1, count],
  );
}

/** `tidy` must not hand the caller's own tensors back as if they were new: who disposes the result would lose them. */
function withoutBorrowed<State extends TensorTree>(state: State, given: State): State {
  const borrowed = new Set(leaves(given));
  return mapTree(state, (leaf) => (borrowed.has(leaf) ? clone(leaf) : leaf));
}
