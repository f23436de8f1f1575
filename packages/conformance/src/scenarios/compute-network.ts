import { seed } from "@tenetjs/core";
import { disposeTree, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { type Network, networkModel } from "@tenetjs/models";
import { crossEntropy, type Objective, regression } from "@tenetjs/training";
import { type Tensor, type Tensor2D, valueAndGrads } from "@tensorflow/tfjs-core";
import type { Classes, Ids, Numbers } from "../sequence.ts";
import { type NumberLossName, numberLosses } from "./compute-number-loss.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensor } from "./to-tensor.ts";

/** A network of a classifier or a regressor, and a batch. */
export type ComputeNetwork = {
  readonly network: Network<
    "sequence-classifier" | "step-classifier" | "sequence-regressor" | "step-regressor"
  >;
  /** The loss of a regressor. That of a classifier is the cross-entropy. */
  readonly loss?: NumberLossName;
  /** By path, such as `head.w`. */
  readonly params: Readonly<Record<string, Numbers>>;
  readonly inputs: Numbers | Ids;
  readonly targets: Numbers | Classes;
  readonly mask?: Numbers;
};

/** The outputs of a network's head, its loss, and the gradients of the loss with respect to all parameters, on tfjs's current backend. */
export async function computeNetwork(given: ComputeNetwork): Promise<Computed> {
  return computedTwice(() => compute(given));
}

function compute({ network, loss, params, inputs, targets, mask }: ComputeNetwork): Record<string, Tensor> {
  const model = networkModel(network);
  const form = model.init(seed(0)) as TensorTree;
  const paths = namedLeaves(form).map(({ path }) => path);
  const treeOf = (values: readonly Tensor[]) => unflatten(form, values);
  const values = paths.map((path) => toTensor(params[path] as Numbers));
  disposeTree(form);
  const masked = mask === undefined ? {} : { mask: toTensor(mask) as Tensor2D };
  const batch = { inputs: toTensor(inputs), targets: toTensor(targets), ...masked };
  const objective: Objective =
    loss === undefined
      ? crossEntropy(model as never)
      : regression(model as never, {
          loss: (predictions, wanted, options) =>
            numberLosses[loss](predictions, wanted, options as { readonly mask: Tensor }),
        });
  const context = { training: false, rng: seed(0), firstStep: 0 };
  const { value, grads } = valueAndGrads((...given: Tensor[]) => {
    const { loss } = objective(treeOf(given), batch, context);
    return loss;
  })(values);
  const { logits, predictions } = model.apply(treeOf(values) as never, batch.inputs, masked) as {
    readonly logits?: Tensor;
    readonly predictions?: Tensor;
  };
  return {
    loss: value,
    outputs: (logits ?? predictions) as Tensor,
    ...Object.fromEntries(paths.map((path, index) => [`d params.${path}`, grads[index] as Tensor])),
  };
}
