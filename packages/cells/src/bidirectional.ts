import { split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import { differentiable } from "@tenetjs/core/tensors/internals";
import { concat, reverse, type Tensor, type Tensor3D } from "@tensorflow/tfjs-core";
import type { Layer, Run, StepInputs } from "./layer.ts";

/** The parameters or states of a bidirectional layer. */
export type BothDirections<Tree extends TensorTree = TensorTree> = {
  readonly forward: Tree;
  readonly backward: Tree;
};

/**
 * A layer that reads the sequence in both directions (Schuster and Paliwal, 1997): the output of a step is that of `forward`, which has read
 * the steps up to it, followed by that of `backward`, which has read those from the end back to it. The two have parameters of their own, and
 * need not be of one kind.
 *
 * "The last output" of `keep` is that of each direction when it has read all steps, as in Keras; of `backward` it stands at the first step. Padded steps may stand
 * at the end, as a mask has them: `backward` then starts at each row's last real step.
 *
 * Since its outputs depend on what follows, it can neither generate step by step nor carry its state over from one window of a text to the next.
 *
 * @throws {RangeError} when the two read inputs of different sizes.
 */
export function bidirectional<Params extends TensorTree, State extends TensorTree>(
  forward: Layer<Params, State>,
  backward: Layer<Params, State> = forward,
): Layer<BothDirections<Params>, BothDirections<State>> {
  if (forward.inputSize !== backward.inputSize) {
    const expected = `a backward layer (${backward.name}) that reads inputs of ${forward.inputSize} numbers, as the forward layer does`;
    throw new RangeError(problem("bidirectional", expected, phrase(`${backward.inputSize}`)));
  }
  return {
    name: `bidirectional(${[...new Set([forward.name, backward.name])].join(", ")})`,
    inputSize: forward.inputSize,
    outputSize: forward.outputSize + backward.outputSize,
    init: (rng) => ({
      forward: forward.init(split(rng, "forward")),
      backward: backward.init(split(rng, "backward")),
    }),
    zeroState: (batch) => ({ forward: forward.zeroState(batch), backward: backward.zeroState(batch) }),
    unroll: (params, inputs, run) => {
      const there = forward.unroll(params.forward, inputs, ofDirection(run, "forward"));
      const back = backward.unroll(params.backward, reversed(inputs), {
        ...ofDirection(run, "backward"),
        stepInputs: mapValues(run.stepInputs, reversed) as StepInputs,
        ...(run.mask === undefined ? {} : { mask: reversed(run.mask) }),
      });
      const backOutputs = run.keep === "all" ? reversed(back.outputs) : back.outputs;
      return {
        outputs: concat([there.outputs, backOutputs], 2) as Tensor3D,
        state: { forward: there.state, backward: back.state },
      };
    },
  };
}

function ofDirection<State extends TensorTree>(
  run: Run<BothDirections<State>>,
  direction: "forward" | "backward",
): Run<State> {
  const { state, rng, ...rest } = run;
  return { ...rest, state: state[direction], ...(rng === undefined ? {} : { rng: split(rng, direction) }) };
}

/** `values`, `[batch, time, ...]`, from the last step to the first. */
function reversed<Values extends Tensor>(values: Values): Values {
  if (values.dtype === "int32") return reverse(values, 1);
  const flip = (given: Tensor) => ({
    value: reverse(given, 1),
    saved: [],
    gradient: (dy: Tensor) => [reverse(dy, 1)],
  });
  return differentiable(flip, values) as Values;
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
