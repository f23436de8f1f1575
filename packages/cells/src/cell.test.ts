import "@tensorflow/tfjs-backend-cpu";
import { seed } from "@tenetjs/core";
import { disposeTree, namedLeaves } from "@tenetjs/core/tensors";
import { recipe } from "@tenetjs/recipes";
import { numbersOf } from "@tenetjs/testing";
import { memory, zeros } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { cell } from "./cell.ts";
import { gru, lstm, lstmRecipe, peepholeLstm } from "./index.ts";
import { identity } from "./initialisers.ts";
import { scan } from "./scan.ts";

const sizes = { inputSize: 2, hiddenSize: 3 };

test("the gates and the sizes determine the shapes of the parameters", () => {
  const shapes = (params: ReturnType<ReturnType<typeof lstm>["init"]>) =>
    Object.fromEntries(namedLeaves(params).map(({ path, tensor }) => [path, tensor.shape]));
  expect(shapes(lstm(sizes).init(seed(1)))).toEqual({ wx: [2, 12], wh: [3, 12], b: [12] });
  // The GRU's candidate has no columns in wh, and its recall has none in wx.
  expect(shapes(gru(sizes).init(seed(1)))).toEqual({ wx: [2, 9], wh: [3, 9], b: [12] });
  expect(shapes(peepholeLstm(sizes).init(seed(1)))).toMatchObject({
    peepholeInput: [3],
    peepholeOutput: [3],
  });
});

test("each gate has its own block, drawn from its own random stream", async () => {
  const options = { inputSize: 3, hiddenSize: 3 };
  const { wh } = lstm({ ...options, recurrentWeights: identity() }).init(seed(1));
  const row = [1, 0, 0];
  expect((await numbersOf(wh)).slice(0, 12)).toEqual([...row, ...row, ...row, ...row]);
  const wx = await numbersOf(lstm(options).init(seed(1)).wx);
  expect(wx.slice(0, 3)).not.toEqual(wx.slice(3, 6));
});

test("equal seeds give equal parameters, and different seeds different ones", async () => {
  const { init } = lstm(sizes);
  expect(await numbersOf(init(seed(1)))).toEqual(await numbersOf(init(seed(1))));
  expect(await numbersOf(init(seed(1)))).not.toEqual(await numbersOf(init(seed(2))));
});

test("a size that is not a positive integer is refused when the cell is made", () => {
  expect(() => lstm({ inputSize: 0, hiddenSize: 3 })).toThrow(
    new RangeError("lstm: expected inputSize to be an integer of at least 1, got 0."),
  );
  expect(() => cell(lstmRecipe, { inputSize: 1, hiddenSize: 2.5 })).toThrow(/expected hiddenSize/);
});

test("an initialiser that returns the wrong number of values is refused", () => {
  const short = lstm({ ...sizes, inputWeights: () => new Float32Array(5) });
  expect(() => short.init(seed(1))).toThrow(
    "lstm: expected an initialiser that returns 6 values for wx of gate input, got 5.",
  );
  const unit = recipe({
    name: "unit",
    gates: ["a"],
    state: ["h"],
    parameters: { leak: () => new Float32Array(1) },
    step: ({ gates }) => ({ h: gates.a }),
  });
  expect(() => cell(unit, sizes).init(seed(1))).toThrow(/returns 3 values for leak, got 1\./);
});

test("a parameter of the wrong size is refused by name and axis, and leaks no tensors", () => {
  const params = peepholeLstm(sizes).init(seed(1));
  const inputs = zeros([1, 2, 2]);
  const before = memory().numTensors;
  const run = (change: object) => () => scan(peepholeLstm(sizes), { ...params, ...change }, inputs);
  const [wide, long] = [zeros([3, 8]), zeros([4])];
  expect(run({ wh: wide })).toThrow(
    "peephole-lstm: expected wh of shape [3, 12], got [3, 8]. Axis 1 is 8, not 12.",
  );
  expect(run({ peepholeForget: long })).toThrow(/expected peepholeForget of shape \[3\], got \[4\]/);
  expect(memory().numTensors).toBe(before + 2);
  disposeTree([params, inputs, wide, long]);
});
