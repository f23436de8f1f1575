import type { Rng } from "@tenetjs/core";
import { checkOptions, phrase, problem } from "@tenetjs/core/internals";
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
  /** The state before the first step. Borrowed: `scan` does not dispose it. Default: zeros. */
  readonly state?: State;
  /** The number of the first step, for a sequence that continues an earlier call. Default: 0. */
  readonly firstStep?: number;
  /** Real timestamps, float32 `[batch, time]`. Default: `firstStep`, `firstStep` + 1, ... */
  readonly time?: Tensor2D;
  /** The recipe's other step inputs by name, float32 `[batch, time]`. */
  readonly stepInputs?: Readonly<Record<string, Tensor2D>>;
  /** 1 for a real step and 0 for a padded one, float32 `[batch, time]`. Default: all steps are real. */
  readonly mask?: Tensor2D;
  /** Whether the network is being trained. Default: false. */
  readonly training?: boolean;
  /** The source of dropout's random numbers. Required for training with dropout. */
  readonly rng?: Rng;
  /** Whether to return the outputs of all steps or only that of the last. Default: "all". */
  readonly keep?: "all" | "last";
};

/**
 * The outputs of `layer` over a sequence, and the state after the last step. Both are differentiable with respect to `params`, `inputs`
 * and `state`.
 *
 * `inputs` is float32 `[batch, time, input]`, or int32 ids `[batch, time]`. Ids give the same result as one-hot vectors of size `input`, by
 * a row lookup instead of a product. Outputs are `[batch, time, output]`.
 *
 * With a `mask`, a padded step leaves the row's state and output unchanged, so the last output is that of the row's last real step. The
 * values of padded steps have no effect, even if they are NaN.
 *
 * @throws {RangeError} naming the tensor, and the axis whose size does not fit. @throws {TypeError} when the state does not have the
 *   layer's structure, a step input that the layer reads is missing, a tensor was disposed, or an option is unknown.
 */
export function scan<Params extends TensorTree, State extends TensorTree>(
  layer: Layer<Params, State>,
  params: Params,
  inputs: Tensor,
  options: ScanOptions<State> = {},
): Unrolled<State> {
  checkOptions("scan", options, scanOptions);
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
      fromZero: options.state === undefined,
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

const scanOptions = {
  state: true,
  firstStep: true,
  time: true,
  stepInputs: true,
  mask: true,
  training: true,
  rng: true,
  keep: true,
} as const;

function checkInputs(layer: Layer, inputs: Tensor): { batch: number; time: number } {
  if (typeof layer?.unroll !== "function")
    throw new TypeError(
      problem("scan", "a layer first, then its parameters and inputs", phrase(typeof layer)),
    );
  const ids = inputs?.dtype === "int32" && inputs.rank === 2;
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

/** `state` with its names in the layer's order. A state that was read from a file may have another. */
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

/** A state of `layer` with one row, for its names and shapes only. It is made once per layer, and its tensors are disposed. */
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
 * `values` with zeros at padded steps. A layer ignores them, but a NaN there would still reach the gradients, since NaN times 0
 * is NaN.
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

/** `state` with the caller's tensors cloned, so that disposing the result does not dispose the state that was passed in. */
function withoutBorrowed<State extends TensorTree>(state: State, given: State): State {
  const borrowed = new Set(leaves(given));
  return mapTree(state, (leaf) => (borrowed.has(leaf) ? clone(leaf) : leaf));
}
