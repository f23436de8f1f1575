import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { leakedTensors, numbersOf, onEachBackend } from "@tenetjs/testing";
import { add, mul, type Scalar, scalar, sum, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import type { ObjectiveResult } from "./objective.ts";
import { valueAndGradients } from "./value-and-gradients.ts";

type Params = { readonly used: Tensor; readonly unused: Tensor };

const params = (): Params => ({ used: tensor1d([1, 2]), unused: tensor1d([3, 4, 5]) });

/** The sum of squares of the parameters that it uses. */
function squares(tree: TensorTree): ObjectiveResult {
  const { used } = tree as Params;
  const loss = sum<Scalar>(mul(used, used));
  return { loss, metrics: { twice: add<Scalar>(loss, loss) }, state: { last: mul(used, 3), given: used } };
}

await onEachBackend(() => {
  test("gives loss, metrics and state, and a zero gradient for parameters that the loss does not depend on", async () => {
    const leaked = await leakedTensors(async () => {
      const tree = params();
      const { result, gradients } = valueAndGradients(squares, tree);
      expect(await numbersOf([result.loss, result.metrics, result.state])).toEqual([5, 10, 3, 6, 1, 2]);
      expect(await numbersOf(gradients)).toEqual([2, 4, 0, 0, 0]);
      disposeTree([result.loss, result.metrics, result.state, gradients]);
      expect(await numbersOf(tree)).toEqual([1, 2, 3, 4, 5]);
      disposeTree(tree);
    });
    expect(leaked).toBe(0);
  });

  test.each([
    [
      "is not a scalar",
      (tree: TensorTree) => ({ ...squares(tree), loss: (tree as Params).used as Scalar }),
      /expected a scalar loss, got a loss of shape \[2\]\. Take its mean\./,
    ],
    [
      "depends on no parameter",
      (tree: TensorTree) => ({ ...squares(tree), loss: scalar(1) }),
      /expected a loss that depends on the parameters, got a loss that depends on none\./,
    ],
  ])("a loss that %s is an error, and leaks no tensors", async (_, compute, message) => {
    const tree = params();
    expect(await leakedTensors(() => expect(() => valueAndGradients(compute, tree)).toThrow(message))).toBe(
      0,
    );
    disposeTree(tree);
  });

  test("an error in the objective frees the tensors that the tape has saved", async () => {
    const tree = params();
    const failing = (given: TensorTree) => {
      squares(given);
      throw new Error("no loss");
    };
    expect(await leakedTensors(() => expect(() => valueAndGradients(failing, tree)).toThrow("no loss"))).toBe(
      0,
    );
    const { result, gradients } = valueAndGradients(squares, tree);
    expect(await numbersOf(gradients)).toEqual([2, 4, 0, 0, 0]);
    disposeTree([tree, result.loss, result.metrics, result.state, gradients]);
  });
});
