import { largestDifference, onEachBackend } from "@tenetjs/testing";
import {
  dispose,
  grad,
  memory,
  ones,
  scalar,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  valueAndGrad,
  zeros,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import golden from "../golden/losses.golden.json" with { type: "json" };
import { accuracy } from "./accuracy.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";

type Stored = { shape: number[]; values: number[] };
type Case = {
  logits: Stored;
  targets: Stored;
  mask?: Stored;
  loss: number;
  accuracy: number;
  gradient: Stored;
};

const { torch: _, ...tables } = golden;
const cases: [string, Case][] = Object.entries(tables);

await onEachBackend(() => {
  test.each(cases)("softmaxCrossEntropy over %s and its gradient equal PyTorch's", async (_, stored) => {
    const { logits, targets, mask } = tensors(stored);
    const count = memory().numTensors;
    const { value, grad: gradient } = valueAndGrad((x: Tensor) => softmaxCrossEntropy(x, targets, { mask }))(
      logits,
    );
    expect(memory().numTensors).toBe(count + 2);
    expect(gradient.shape).toEqual(stored.logits.shape);
    // A logit of 10 minus the largest of its row has an error of at most 1e-6, and so has its contribution to the loss. A gradient is a
    // probability with that relative error, divided by at least 4 unmasked steps.
    expectNear(await value.data(), [stored.loss], 1e-6);
    expectNear(await gradient.data(), stored.gradient.values, 2e-7);
    dispose([value, gradient, ...tensorsIn({ logits, targets, mask })]);
  });

  test.each(cases)("accuracy over %s equals PyTorch's", async (_, stored) => {
    const { logits, targets, mask } = tensors(stored);
    const count = memory().numTensors;
    const share = accuracy(logits, targets, { mask });
    expect(memory().numTensors).toBe(count + 1);
    expectNear(await share.data(), [stored.accuracy], 1e-7);
    dispose([share, ...tensorsIn({ logits, targets, mask })]);
  });

  test("accuracy is exactly 1 if all predictions are correct, whatever their number", async () => {
    for (const rows of [1, 3, 49, 100, 333]) {
      const share = tidy(() => accuracy(ones([rows, 1]), zeros([rows], "int32")));
      expect([...(await share.data())]).toEqual([1]);
      share.dispose();
    }
  });

  test("without a tape, only the loss remains", async () => {
    const { logits, targets } = tensors(tables["all steps"]);
    const count = memory().numTensors;
    const loss = softmaxCrossEntropy(logits, targets);
    expect(memory().numTensors).toBe(count + 1);
    dispose([loss, logits, targets]);
  });

  test("the gradient is multiplied by the upstream gradient", async () => {
    const { logits, targets } = tensors(tables["last step"]);
    const upstream = scalar(3);
    const tripled = grad((x: Tensor) => softmaxCrossEntropy(x, targets))(logits, upstream);
    expectNear(
      await tripled.data(),
      tables["last step"].gradient.values.map((value) => 3 * value),
      3e-7,
    );
    dispose([tripled, upstream, logits, targets]);
  });

  test("logits of 1e30 neither overflow nor become NaN", async () => {
    const logits = tensor2d([
      [1e30, -1e30, 0],
      [-1e30, 0, 1],
    ]);
    const targets = tensor1d([0, 2], "int32");
    const { value, grad: gradient } = valueAndGrad((x: Tensor) => softmaxCrossEntropy(x, targets))(logits);
    expectNear(await value.data(), [Math.log1p(Math.exp(-1)) / 2], 1e-7);
    const off = 1 / (1 + Math.E) / 2;
    expectNear(await gradient.data(), [0, 0, 0, 0, off, -off], 1e-7);
    dispose([value, gradient, logits, targets]);
  });

  test("the loss does not change if a constant is added to all logits of a step, and is ln(classes) if all are equal", async () => {
    const value = fc.integer({ min: -64, max: 64 }).map((eighths) => eighths / 8);
    const property = fc.asyncProperty(
      fc.array(value, { minLength: 2, maxLength: 8 }),
      value,
      async (row, shift) => {
        const lossOf = async (values: number[]) => {
          const logits = tensor2d([values]);
          const targets = tensor1d([0], "int32");
          const loss = softmaxCrossEntropy(logits, targets);
          const found = only(await loss.data());
          dispose([loss, logits, targets]);
          return found;
        };
        // Multiples of 1/8 below 16 are exact in float32, and so are their sums, so the shifted logits are exact.
        expect(await lossOf(row.map((x) => x + shift))).toBe(await lossOf(row));
        expect(await lossOf(row.map(() => shift))).toBeCloseTo(Math.log(row.length), 6);
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });

  test("the target and the logits of a masked step have no effect", async () => {
    const mask = tensor1d([true, false, true], "bool");
    const lossAndGradient = async (hidden: number[], target: number) => {
      const logits = tensor2d([[1, 2, 3], hidden, [0, 1, 0]]);
      const targets = tensor1d([2, target, 0], "int32");
      const { value, grad: gradient } = valueAndGrad((x: Tensor) =>
        softmaxCrossEntropy(x, targets, { mask }),
      )(logits);
      const found = [only(await value.data()), ...(await gradient.data())];
      dispose([value, gradient, logits, targets]);
      return found;
    };
    const found = await lossAndGradient([0, 0, 0], 0);
    expect(await lossAndGradient([5, -7, 80], -100)).toEqual(found);
    expect(found.slice(4, 7).map(Math.abs)).toEqual([0, 0, 0]);
    dispose(mask);
  });

  test.each([3, -1])("an unmasked target of %i among 3 classes makes the loss NaN", async (target) => {
    const logits = zeros([2, 3]);
    const targets = tensor1d([0, target], "int32");
    const loss = softmaxCrossEntropy(logits, targets);
    expect(only(await loss.data())).toBeNaN();
    dispose([loss, logits, targets]);
  });

  test("masking all steps makes loss and accuracy NaN", async () => {
    const logits = zeros([2, 3]);
    const targets = tensor1d([0, 1], "int32");
    const mask = tensor1d([0, 0]);
    const found = [softmaxCrossEntropy(logits, targets, { mask }), accuracy(logits, targets, { mask })];
    for (const value of found) expect(only(await value.data())).toBeNaN();
    dispose([...found, logits, targets, mask]);
  });

  test("the error for shapes that disagree names the axis", () => {
    const logits = zeros([4, 7, 10]);
    const short = zeros([4, 6], "int32");
    const flat = zeros([4], "int32");
    const message =
      "softmaxCrossEntropy: expected targets of shape [batch = 4, time = 7], got [4, 6]. Axis 1 (time) is 6";
    expect(() => softmaxCrossEntropy(logits, short)).toThrow(message);
    expect(() => accuracy(logits, flat)).toThrow(
      "accuracy: expected targets of shape [batch = 4, time = 7], got [4].",
    );
    dispose([logits, short, flat]);
  });

  test("targets that are not int32 are refused", () => {
    const logits = zeros([4, 10]);
    const targets = zeros([4]);
    expect(() => softmaxCrossEntropy(logits, targets)).toThrow(TypeError);
    dispose([logits, targets]);
  });
});

function tensors({ logits, targets, mask }: Case) {
  return {
    logits: tensor(logits.values, logits.shape),
    targets: tensor(targets.values, targets.shape, "int32"),
    mask: mask && tensor(mask.values, mask.shape, "int32"),
  };
}

function tensorsIn({ logits, targets, mask }: ReturnType<typeof tensors>): Tensor[] {
  return mask === undefined ? [logits, targets] : [logits, targets, mask];
}

function only(values: ArrayLike<number>): number {
  expect(values.length).toBe(1);
  return values[0]!;
}

function expectNear(found: ArrayLike<number>, wanted: number[], tolerance: number): void {
  expect(largestDifference(found, wanted)).toBeLessThan(tolerance);
}
