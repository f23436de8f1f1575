import { seed } from "@tenetjs/core";
import { gradientMismatches, largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  add,
  dispose,
  engine,
  memory,
  mul,
  type NamedTensorMap,
  type Tensor,
  tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crossEntropyDefinition } from "../testing/cross-entropy-definition.ts";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";
import { softmaxCrossEntropyName } from "./softmax-cross-entropy.ts";

const run = (logits: Tensor, targets: Tensor, weights?: Tensor) =>
  engine().runKernel(softmaxCrossEntropyName, {
    logits,
    targets,
    ...(weights === undefined ? {} : { weights }),
  } as NamedTensorMap) as unknown as [Tensor, Tensor];

await onKernelBackends((backend) => {
  test("loss and gradient match the definition, for any shape and weights of any dtype", async () => {
    const cases = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      classes: fc.integer({ min: 1, max: 40 }),
      dtype: fc.constantFrom("float32", "int32", "bool", undefined),
      shift: fc.constantFrom(0, -1e4, 1e4),
      seed: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ rows, classes, dtype, shift, seed: name }) => {
        const rng = seed(name);
        const logits = add(randomTensor(rng, [rows, classes], 3), shift);
        const targets = tensor1d(
          Array.from({ length: rows }, (_, row) => (row * 7) % classes),
          "int32",
        );
        const counted = Array.from({ length: rows }, (_, row) => (row % 3 === 1 ? 0 : 1));
        const weights = dtype === undefined ? undefined : tensor(counted, [rows], dtype);
        const [loss, gradient] = run(logits, targets, weights);
        const expected = crossEntropyDefinition(
          [...(await logits.data())],
          [...(await targets.data())],
          dtype === undefined ? counted.map(() => 1) : counted,
          classes,
        );
        expect(largestDifference(await loss.data(), [expected.loss])).toBeLessThan(2e-6);
        expect(largestDifference(await gradient.data(), expected.gradient)).toBeLessThan(2e-6);
        dispose([logits, targets, loss, gradient, weights ?? []].flat());
      }),
      { numRuns: backend === "wasm" ? 300 : 30 },
    );
  });

  test("tfjs's tape differentiates the loss", async () => {
    const targets = tensor1d([2, 0, 4], "int32");
    const logits = randomTensor(seed("logits"), [3, 5]);
    const loss = (logits: Tensor) => mul(run(logits, targets)[0], 3);
    expect(await gradientMismatches(loss, { logits })).toEqual([]);
  });

  test("rows of weight 0 do not affect the result", async () => {
    const nan = Number.NaN;
    const logits = tensor([nan, nan, 1, 2, Number.POSITIVE_INFINITY, 0], [3, 2], "float32");
    const [loss, gradient] = run(logits, tensor1d([9, 1, -1], "int32"), tensor1d([0, 1, 0]));
    expect((await loss.data())[0]).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
    expect([...(await gradient.data())].map((value) => value === 0)).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  test.each([
    ["a target is beyond the classes", [5], [1]],
    ["a target is negative", [-1], [1]],
    ["all weights are 0", [0], [0]],
  ])("the loss is NaN when %s", async (_, targets, weights) => {
    const logits = tensor([1, 2], [1, 2], "float32");
    expect(await first(run(logits, tensor1d(targets, "int32"), tensor1d(weights))[0])).toBeNaN();
  });

  test("NaN and infinite logits make the loss NaN, but a logit of minus infinity does not", async () => {
    const lossOf = (...logits: number[]) =>
      first(run(tensor(logits, [1, logits.length], "float32"), tensor1d([0], "int32"))[0]);
    expect(await lossOf(1, Number.NaN)).toBeNaN();
    expect(await lossOf(1, Number.POSITIVE_INFINITY)).toBeNaN();
    expect(await lossOf(1, Number.NEGATIVE_INFINITY)).toBe(0);
  });

  test("allocates only its outputs", async () => {
    const logits = randomTensor(seed("logits"), [8, 20]);
    const targets = tensor1d([0, 1, 2, 3, 4, 5, 6, 7], "int32");
    const before = memory().numBytes;
    const leaked = await leakedTensors(() => {
      for (let step = 0; step < (backend === "wasm" ? 1000 : 100); step += 1)
        for (const output of run(logits, targets)) output.dispose();
    });
    expect(leaked).toBe(0);
    expect(memory().numBytes).toBe(before);
  });
});

async function first(tensor: Tensor): Promise<number> {
  return (await tensor.data())[0] as number;
}
