import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { onEachBackend } from "@tenetjs/testing";
import { type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { applyUpdates } from "./apply-updates.ts";
import { chain } from "./chain.ts";
import { sgd } from "./sgd.ts";
import { averagedWeights, weightAverage } from "./weight-average.ts";

const decay = 0.8;

await onEachBackend(() => {
  test("after each step the average weighs the parameters after earlier steps by powers of the decay", async () => {
    const optimizer = chain(sgd(0.5), weightAverage(decay));
    const gradients = [tensor1d([1, -2]), tensor1d([0.5, 3]), tensor1d([-4, 1])];
    let params: TensorTree = { w: tensor1d([1, 2]) };
    let state = optimizer.init(params);
    const seen: number[] = [];
    for (const [step, gradient] of gradients.entries()) {
      const last = [params, state];
      const { updates, state: next } = optimizer.update({ w: gradient }, state, { params, step });
      params = applyUpdates(params, updates);
      state = next;
      disposeTree([...last, updates]);
      seen.push((await first(params)) as number);
      const weights = seen.map((_, index) => decay ** (step - index));
      const expected =
        seen.reduce((sum, value, index) => sum + value * (weights[index] as number), 0) /
        weights.reduce((sum, weight) => sum + weight, 0);
      const average = averagedWeights((state as TensorTree[])[1] as TensorTree, { decay, step: step + 1 });
      // Rounding of a few float32 numbers of magnitude 1.
      expect(await first(average)).toBeCloseTo(expected, 5);
      disposeTree(average);
    }
    // As without it: 1 - 0.5 (1 + 0.5 - 4).
    expect(seen.at(-1)).toBeCloseTo(2.25, 6);
    disposeTree([params, state, gradients]);
  });
});

test("a decay of 1, no finished step and the state of another optimizer are refused", () => {
  expect(() => weightAverage(1)).toThrow("decay");
  expect(() => averagedWeights({ average: {} }, { decay, step: 0 })).toThrow("step");
  expect(() => averagedWeights({}, { decay, step: 1 })).toThrow(
    "expected a state with an average, got none.",
  );
});

async function first(tree: TensorTree): Promise<number | undefined> {
  return (await (tree as { readonly w: Tensor }).w.data())[0];
}
