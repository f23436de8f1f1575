import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type CellName, type SequenceParams, type StepClassifier, stepClassifier } from "@tenetjs/models";
import { leakedTensors } from "@tenetjs/testing";
import { tensor3d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { influence } from "./influence.ts";

beforeAll(() => start("cpu"));

const size = 4;
const rows = [Int32Array.of(2, 0, 3, 1, 1), Int32Array.of(1, 3, 3, 0, 2)];
const targets = Int32Array.of(3, 0);

test.each(["rnn", "lstm", "phased-lstm"] satisfies CellName[])(
  "in the %s, the influence of each character is the norm of finite differences of the logit",
  async (cell) => {
    const options = { cell, classes: size, hiddenSize: 3, ...phasedOptions(cell) };
    const model = stepClassifier({ ...options, input: { kind: "one-hot", size } });
    // The same network, which reads vectors: its inputs can be moved a little.
    const vectors = stepClassifier({ ...options, input: { kind: "vector", size } });
    const params = model.init(seed("influence"));
    let found: Awaited<ReturnType<typeof influence>> | undefined;
    const leaked = await leakedTensors(async () => {
      found = await influence(model, params, rows, targets);
    });
    expect(leaked).toBe(0);
    for (const [row, ids] of rows.entries()) {
      const inputs = [...ids].map((id) => Array.from({ length: size }, (_, index) => Number(index === id)));
      const target = targets[row] as number;
      expect(found?.logits[row]?.[target]).toBeCloseTo(logitOf(vectors, params, inputs, target), 5);
      for (const step of ids.keys())
        expect(found?.norms[row]?.[step]).toBeCloseTo(
          normByDifferences(vectors, params, inputs, target, step),
          3,
        );
    }
    disposeTree(params);
  },
);

/** Gates that are open often enough for each of the few steps to matter. */
function phasedOptions(cell: CellName) {
  return cell === "phased-lstm" ? ({ temporalGate: { period: [1.5, 3], openRatio: 0.9 } } as const) : {};
}

/** The norm of central differences in the numbers of a step. */
function normByDifferences(
  model: StepClassifier,
  params: SequenceParams,
  inputs: readonly (readonly number[])[],
  target: number,
  step: number,
): number {
  const epsilon = 0.01;
  const moved = (index: number, by: number) =>
    inputs.map((numbers, at) =>
      numbers.map((value, other) => (at === step && other === index ? value + by : value)),
    );
  const slopes = Array.from({ length: size }, (_, index) => {
    const [up, down] = [epsilon, -epsilon].map((by) => logitOf(model, params, moved(index, by), target)) as [
      number,
      number,
    ];
    return (up - down) / (2 * epsilon);
  });
  return Math.hypot(...slopes);
}

/** The logit of a class after the last step. */
function logitOf(
  model: StepClassifier,
  params: SequenceParams,
  inputs: readonly (readonly number[])[],
  target: number,
): number {
  return tidy(() => {
    const logits = model.apply(params, tensor3d([inputs as number[][]])).logits.dataSync();
    return logits[(inputs.length - 1) * size + target] as number;
  });
}
