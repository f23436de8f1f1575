import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import { leakedTensors } from "@tenetjs/testing";
import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { gradientNorms } from "./gradient-norms.ts";

beforeAll(() => start("cpu"));

const model = sequenceClassifier({
  input: { kind: "one-hot", size: 3 },
  classes: 3,
  cell: "rnn",
  hiddenSize: 2,
});
const digits = [2, 0, 1, 2];
const target = 1;

test("the norms are those of the products of Jacobians, diag(1 - h²) Whᵀ, in plain JavaScript", async () => {
  const leaked = await leakedTensors(async () => {
    const params = model.init(seed(4));
    const batch = {
      inputs: tensor2d([digits, digits], [2, 4], "int32"),
      targets: tensor1d([target, target], "int32"),
    };
    const norms = await gradientNorms(model.recurrent, params, batch);
    const expected = expectedNorms(params);
    for (const [step, norm] of norms.entries()) expect(norm).toBeCloseTo(expected[step] as number, 5);
    expect(norms).toHaveLength(digits.length);
    disposeTree([params, batch]);
  });
  expect(leaked).toBe(0);
});

/** The norms for the plain RNN h = tanh(x Wx + h' Wh + b), with the loss read out after the last step. */
function expectedNorms({ recurrent, head }: SequenceParams): number[] {
  const [{ wx, wh, b }] = recurrent.layers as unknown as [
    Record<"wx" | "wh" | "b", { arraySync(): unknown }>,
  ];
  const [input, recurrence, bias] = [wx, wh, b].map((tensor) => tensor.arraySync()) as [
    number[][],
    number[][],
    number[],
  ];
  const outputs: number[][] = [];
  for (const digit of digits) {
    const before = outputs.at(-1) ?? [0, 0];
    const sums = bias.map((value, unit) => {
      const recalled = before.reduce((sum, h, other) => sum + h * (recurrence[other]?.[unit] as number), 0);
      return value + recalled + (input[digit]?.[unit] as number);
    });
    outputs.push(sums.map(Math.tanh));
  }
  const [weights, offsets] = [head.w.arraySync(), head.b.arraySync()];
  const last = outputs.at(-1) as number[];
  const logits = offsets.map((value, index) =>
    last.reduce((sum, h, unit) => sum + h * (weights[unit]?.[index] as number), value),
  );
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  const errors = logits.map((logit, index) => Math.exp(logit) / total - Number(index === target));
  let gradient = weights.map((row) =>
    row.reduce((sum, weight, index) => sum + weight * (errors[index] as number), 0),
  );
  const norms = [Math.hypot(...gradient)];
  for (const h of outputs.slice(1).toReversed()) {
    const through = gradient.map((value, unit) => value * (1 - (h[unit] as number) ** 2));
    gradient = recurrence.map((row) =>
      row.reduce((sum, weight, unit) => sum + weight * (through[unit] as number), 0),
    );
    norms.unshift(Math.hypot(...gradient));
  }
  return norms;
}
