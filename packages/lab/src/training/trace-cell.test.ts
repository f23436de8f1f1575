import { start } from "@tenetjs/backends";
import { cellNames, namedCell, scan } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type Tensor, tensor3d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { traceCell } from "./trace-cell.ts";

beforeAll(() => start("cpu"));

const [inputSize, hiddenSize, steps] = [3, 4, 6];
const inputs = Array.from({ length: steps }, (_, step) =>
  Float32Array.from({ length: inputSize }, (_, index) => Math.sin(3 * step + index)),
);
const withRecipe = cellNames.filter((name) => namedCell(name).recipe !== undefined);

test.each(withRecipe)("the states of %s are those that scan computes", async (name) => {
  const { recipe, layer } = namedCell(name);
  const made = layer({ inputSize, hiddenSize });
  const params = made.init(seed(name)) as Readonly<Record<string, Tensor>>;
  const numbers = Object.fromEntries(
    Object.entries(params).map(([name, tensor]) => [name, tensor.dataSync()]),
  );
  const traces = traceCell(recipe as NonNullable<typeof recipe>, numbers, inputs);
  const h = traces.find(({ kind, name }) => kind === "state" && name === "h");
  const read = tensor3d([inputs.map((input) => [...input])]);
  const { outputs, state } = scan(made, params, read);
  const expected = outputs.dataSync();
  h?.values.forEach((values, step) => {
    for (const [unit, value] of values.entries())
      expect(value).toBeCloseTo(expected[step * hiddenSize + unit] as number, 5);
  });
  expect(h?.values).toHaveLength(steps);
  disposeTree([params, outputs, state, read]);
});

test("gates have the values after their nonlinearity, and its limits", () => {
  const { recipe } = namedCell("lstm");
  const params = {
    wx: new Float32Array(4 * inputSize),
    wh: new Float32Array(4),
    b: Float32Array.of(0, 100, -100, Math.log(3)),
  };
  const traces = traceCell(recipe as NonNullable<typeof recipe>, params, inputs);
  const first = traces.map(({ name, kind, domain, values }) => [
    kind,
    name,
    domain,
    Number(values[0]?.[0]?.toFixed(4)),
  ]);
  expect(first).toEqual([
    ["gate", "input", [0, 1], 0.5],
    ["gate", "forget", [0, 1], 1],
    ["gate", "candidate", [-1, 1], -1],
    ["gate", "output", [0, 1], 0.75],
    ["state", "h", undefined, Number((0.75 * Math.tanh(-0.5)).toFixed(4))],
    ["state", "c", undefined, -0.5],
  ]);
});
