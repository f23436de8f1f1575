import "@tensorflow/tfjs-backend-cpu";
import { seed } from "@tenetjs/core";
import { add, recipe, tanh } from "@tenetjs/recipes";
import { ones, type Rank, zeros } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { cell } from "./cell.ts";
import { lstm } from "./cells/lstm.ts";
import { scan } from "./scan.ts";
import { stack } from "./stack.ts";

const sizes = { inputSize: 3, hiddenSize: 2 };
const plain = lstm(sizes);

describe("scan refuses", () => {
  const params = plain.init(seed(1));
  const inputs = zeros([2, 4, 3]);

  test("inputs of the wrong size or number of axes", () => {
    expect(() => scan(plain, params, zeros([2, 4, 5]))).toThrow(
      "scan: expected inputs of shape [batch, time, 3], got [2, 4, 5]. Axis 2 is 5, not 3.",
    );
    expect(() => scan(plain, params, zeros([2, 4]))).toThrow(/It has 2 axes, not 3\./);
    expect(() => scan(plain, params, zeros([2], "int32"))).toThrow(/expected inputs of shape/);
  });

  test("arguments in another order, or missing", () => {
    expect(() => scan(params as never, plain as never, inputs)).toThrow(
      "scan: expected a layer first, then its parameters and inputs, got object.",
    );
    expect(() => scan(plain, params, undefined as never)).toThrow("scan: expected inputs to be a tensor");
    expect(() => scan(plain, undefined as never, inputs)).toThrow("lstm: expected wx to be a tensor");
  });

  test("inputs without rows or steps", () => {
    expect(() => scan(plain, params, zeros([0, 4, 3]))).toThrow(
      new RangeError("scan: expected at least one row and one step, got [0, 4, 3]."),
    );
    expect(() => scan(plain, params, zeros([2, 0, 3]))).toThrow(RangeError);
    expect(() => scan(plain, params, zeros([2, 0], "int32"))).toThrow(RangeError);
  });

  test("a mask, timestamps or step inputs of the wrong shape, naming the axis", () => {
    const wrong = { mask: zeros<Rank.R2>([2, 5]), time: zeros<Rank.R2>([3, 4]), gap: zeros<Rank.R2>([2, 1]) };
    expect(() => scan(plain, params, inputs, { mask: wrong.mask })).toThrow(
      "scan: expected mask of shape [batch = 2, time = 4], got [2, 5]. Axis 1 (time) is 5, not 4.",
    );
    expect(() => scan(plain, params, inputs, { time: wrong.time })).toThrow(
      /expected time .* Axis 0 \(batch\) is 3, not 2\./,
    );
    expect(() => scan(plain, params, inputs, { stepInputs: { gap: wrong.gap } })).toThrow(
      /expected gap of shape/,
    );
  });

  test("a state of the wrong batch or size, naming the tensor and the axis", () => {
    const state = (rows: number, units: number) => ({
      h: zeros<Rank.R2>([2, 2]),
      c: zeros<Rank.R2>([rows, units]),
    });
    expect(() => scan(plain, params, inputs, { state: state(3, 2) })).toThrow(
      "scan over lstm: expected state.c of shape [batch = 2, 2], got [3, 2]. Axis 0 (batch) is 3, not 2.",
    );
    const stacked = stack(plain, lstm({ inputSize: 2, hiddenSize: 2 }));
    const trees = { layers: [state(2, 2), state(2, 9)] };
    expect(() => scan(stacked, stacked.init(seed(1)), inputs, { state: trees })).toThrow(
      /expected state\.layers\.1\.c of shape \[batch = 2, 2\], got \[2, 9\]/,
    );
  });

  test("a state of the wrong structure", () => {
    const state = { h: zeros<Rank.R2>([2, 2]) };
    expect(() => scan(plain, params, inputs, { state })).toThrow(/a tensor at "c"\), got nothing more\./);
  });

  test("a missing step input that the recipe reads", () => {
    const paced = recipe({
      name: "paced",
      gates: ["a"],
      state: ["h"],
      inputs: ["gap"],
      step: ({ gates, inputs }) => ({ h: tanh(add(gates.a, inputs.gap)) }),
    });
    const layer = cell(paced, sizes);
    const own = layer.init(seed(1));
    expect(() => scan(layer, own, inputs)).toThrow(
      new TypeError(
        'scan over paced: expected the step input "gap", got none. Pass { stepInputs: { gap } }, of shape [batch, time].',
      ),
    );
    const gap = ones<Rank.R2>([2, 4]);
    expect(scan(layer, own, inputs, { stepInputs: { gap } }).outputs.shape).toEqual([2, 4, 2]);
  });
});

test("a disposed parameter is refused by its name", () => {
  const params = plain.init(seed(1));
  params.wh.dispose();
  expect(() => scan(plain, params, zeros([2, 4, 3]))).toThrow(
    new TypeError(
      "lstm: expected wh to be a tensor with values, got a disposed one. " +
        "A tensor that is to outlive a tidy is kept by tf.keep. Training replaces parameters: read them from its latest state.",
    ),
  );
});

test("a parameter that is missing is refused by its name", () => {
  const { wx, wh } = plain.init(seed(1));
  expect(() => scan(plain, { wx, wh } as never, zeros([2, 4, 3]))).toThrow(
    new TypeError("lstm: expected b to be a tensor, got undefined."),
  );
});

test("an unknown option is refused, of a cell and of scan", () => {
  expect(() => lstm({ ...sizes, hidenSize: 3 } as never)).toThrow(
    new TypeError(
      'lstm: expected options among inputSize, hiddenSize, inputWeights, recurrentWeights, bias, got "hidenSize".',
    ),
  );
  expect(() => scan(plain, plain.init(seed(1)), zeros([2, 4, 3]), { masks: 1 } as never)).toThrow(
    'scan: expected options among state, firstStep, time, stepInputs, mask, training, rng, keep, got "masks".',
  );
});
