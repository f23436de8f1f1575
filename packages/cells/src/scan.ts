import type { Rng } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import {
  disposeTree,
  leaves,
  mapTree,
  namedLeaves,
  type TensorTree,
  tidied,
  zipTrees,
} from "@tenetjs/core/tensors";
import { checkShape } from "@tenetjs/core/tensors/internals";
import {
  cast,
  clone,
  expandDims,
  greater,
  mul,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tile,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";
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
 * through its padded steps, so that the last output is that of its last real step; what stands in them is never seen.
 *
 * @throws {RangeError} naming the tensor and the axis whose size does not fit. @throws {TypeError} when the state is not one of
 *   the layer's form, or a step input that the layer reads is missing.
 */
export function scan<Params extends TensorTree, State extends TensorTree>(
  layer: Layer<Params, State>,
  params: Params,
  inputs: Tensor,
  options: ScanOptions<State> = {},
): Unrolled<State> {
  const { firstStep = 0, mask, training = false, rng, keep = "all" } = options;
  const axes = checkInputs(layer, inputs);
  const given = { ...options.stepInputs, ...(options.time === undefined ? {} : { time: options.time }) };
  const byStep = mask === undefined ? given : { ...given, mask };
  for (const [name, values] of Object.entries(byStep))
    checkShape("scan", name, values, ["batch", "time"], axes);
  return tidied(() => {
    const state =
      options.state === undefined
        ? layer.zeroState(axes.batch)
        : checkState(layer, options.state, axes.batch);
    const result = layer.unroll(params, withoutPadding(inputs, mask), {
      state,
      stepInputs: {
        time: stepNumbers(firstStep, axes.time),
        ...Object.fromEntries(
          Object.entries(given).map(([name, values]) => [name, withoutPadding(values, mask)]),
        ),
      },
      training,
      keep,
      ...(mask === undefined ? {} : { mask }),
      ...(rng === undefined ? {} : { rng }),
    });
    return { outputs: result.outputs, state: withoutBorrowed(result.state, state) };
  });
}

function checkInputs(layer: Layer, inputs: Tensor): { batch: number; time: number } {
  const ids = inputs.dtype === "int32" && inputs.rank === 2;
  const { batch = 0, time = 0 } = checkShape(
    "scan",
    ids ? "ids" : "inputs",
    inputs,
    ids ? ["batch", "time"] : ["batch", "time", layer.inputSize],
  );
  if (batch === 0 || time === 0) {
    throw new RangeError(
      problem("scan", "at least one row and one step", phrase(`[${inputs.shape.join(", ")}]`)),
    );
  }
  return { batch, time };
}

/** `state` with its names in the order of the layer's own, which one from a file need not have. */
function checkState<State extends TensorTree>(layer: Stateful<State>, state: State, batch: number): State {
  const form = formOf(layer);
  const given = zipTrees((_, leaf) => leaf, form, state);
  const found = leaves(given);
  namedLeaves(form, "state").forEach(({ path, tensor }, index) => {
    const shape = ["batch", ...tensor.shape.slice(1)];
    checkShape(`scan over ${layer.name}`, path, found[index] as Tensor, shape, { batch });
  });
  return given;
}

/** A state of `layer` of one row, for its names and shapes alone: it is made once, and its tensors are disposed. */
function formOf<State extends TensorTree>(layer: Stateful<State>): State {
  const known = forms.get(layer);
  if (known !== undefined) return known as State;
  const form = layer.zeroState(1);
  disposeTree(form);
  forms.set(layer, form);
  return form;
}

const forms = new WeakMap<object, TensorTree>();

type Stateful<State extends TensorTree> = Pick<Layer<TensorTree, State>, "name" | "zeroState">;

/**
 * `values` with zeros at padded steps. A layer leaves those out, but a NaN there would still find its way into gradients, where
 * NaN times 0 is NaN.
 */
function withoutPadding<Values extends Tensor>(values: Values, mask: Tensor2D | undefined): Values {
  if (mask === undefined) return values;
  const real = greater(mask, 0);
  if (values.dtype === "int32") return mul(values, cast(real, "int32"));
  const everywhere = values.rank === 2 ? real : tile(expandDims(real, 2), [1, 1, values.shape[2] as number]);
  return where(everywhere, values, zerosLike(values)) as Values;
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
