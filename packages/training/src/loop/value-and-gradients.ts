import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTree, leaves, mapTree, type TensorTree, tidied, unflatten } from "@tenetjs/core/tensors";
import { clone, engine, keep, type Tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { ObjectiveResult } from "./objective.ts";

/**
 * The result of `compute` at `params`, and the gradient of its loss. The gradient is zero for a parameter that the loss does not
 * depend on. Unlike tfjs's `valueAndGrads`, it returns the metrics and the state as well as the loss.
 *
 * @throws {TypeError} when the loss is not a scalar, or does not depend on any parameter.
 */
export function valueAndGradients<Params extends TensorTree>(
  compute: (params: Params) => ObjectiveResult,
  params: Params,
): { result: ObjectiveResult; gradients: Params } {
  return tidied(() => {
    const beside: Omit<ObjectiveResult, "loss">[] = [];
    const forward = () => {
      const { loss, metrics, state } = compute(params);
      if (loss.rank !== 0) throw notScalar(loss.shape);
      beside.push(mapTree({ metrics, state }, (leaf) => keep(clone(leaf))));
      return loss;
    };
    try {
      const tensors = leaves(params);
      const { value, grads } = engine().gradients(forward, tensors, undefined, true);
      // A gradient may be missing, although tfjs's type does not say so.
      const found: readonly (Tensor | undefined)[] = grads;
      if (found.every((gradient) => gradient === undefined)) throw independent();
      const gradients = tensors.map((tensor, index) => found[index] ?? zerosLike(tensor));
      const { metrics, state } = mapTree(beside, (leaf) => clone(leaf))[0] as Omit<ObjectiveResult, "loss">;
      return { result: { loss: value, metrics, state }, gradients: unflatten(params, gradients) };
    } catch (error) {
      freeTape();
      throw error;
    } finally {
      disposeTree(beside);
    }
  });
}

/** Frees the tensors that the tape saved for a backward pass that failed. tfjs frees them only after a complete one. */
function freeTape(): void {
  const { activeTape, gradientDepth } = engine().state;
  if (gradientDepth === 0) disposeTree((activeTape ?? []).map(({ saved }) => saved ?? []));
}

function notScalar(shape: readonly number[]): TypeError {
  const got = phrase(`a loss of shape [${shape.join(", ")}]`);
  return new TypeError(problem("valueAndGradients", "a scalar loss", got, "Take its mean."));
}

function independent(): TypeError {
  const next = "Compute it from the objective's parameters, with tfjs's operations only.";
  return new TypeError(
    problem(
      "valueAndGradients",
      "a loss that depends on the parameters",
      phrase("a loss that depends on none"),
      next,
    ),
  );
}
