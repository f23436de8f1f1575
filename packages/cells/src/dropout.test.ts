import "@tensorflow/tfjs-backend-cpu";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { leakedTensors, numbersOf, randomTensor } from "@tenetjs/testing";
import { grad, ones, type Tensor } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { lstm } from "./cells/lstm.ts";
import { dropOut } from "./drop-out.ts";
import { dropout } from "./dropout.ts";
import { scan } from "./scan.ts";

const layer = lstm({ inputSize: 3, hiddenSize: 50 });
const params = layer.init(seed(1));
const inputs = randomTensor(seed(2), [4, 50, 3]);

/** The outputs and the state with dropout and without it, as numbers. */
async function both(rate: number, options: Parameters<typeof scan>[3]) {
  const plain = scan(layer, params, inputs);
  const dropped = scan(dropout(rate, layer), params, inputs, options as object);
  const numbers = {
    plain: await numbersOf(plain.outputs),
    dropped: await numbersOf(dropped.outputs),
    states: [await numbersOf(plain.state), await numbersOf(dropped.state)],
  };
  disposeTree([plain.outputs, plain.state, dropped.outputs, dropped.state]);
  return numbers;
}

test("in training, drops outputs at its rate, scales the others, and does not change the state", async () => {
  const { plain, dropped, states } = await both(0.3, { training: true, rng: seed(3) });
  const fraction = dropped.filter((value) => value === 0).length / dropped.length;
  // Four standard errors of a fraction of 10 000 outputs.
  expect(Math.abs(fraction - 0.3)).toBeLessThan(0.0184);
  for (const [index, value] of dropped.entries())
    if (value !== 0) expect(value).toBeCloseTo(plain[index]! / 0.7, 5);
  expect(states[1]).toEqual(states[0]);
});

test("drops other outputs at each step, and for another seed", async () => {
  const { dropped } = await both(0.5, { training: true, rng: seed(3) });
  const { dropped: others } = await both(0.5, { training: true, rng: seed(4) });
  const zeros = (values: number[]) => values.map((value) => value === 0);
  expect(zeros(dropped.slice(0, 50))).not.toEqual(zeros(dropped.slice(50, 100)));
  expect(zeros(others)).not.toEqual(zeros(dropped));
});

test("does nothing outside training, and needs no rng there", async () => {
  const { plain, dropped } = await both(0.9, {});
  expect(dropped).toEqual(plain);
});

test("with a rate of 0, returns the layer itself", () => {
  expect(dropout(0, layer)).toBe(layer);
});

test("in training, refuses to run without an rng, and leaks no tensors", async () => {
  const run = () => scan(dropout(0.5, layer), params, inputs, { training: true });
  const leaked = await leakedTensors(() => {
    expect(run).toThrow(
      new TypeError(
        "dropout: expected an rng while training, got none. Pass { training: true, rng: seed(1) }.",
      ),
    );
  });
  expect(leaked).toBe(0);
});

test.each([-0.1, 1, Number.NaN])("a rate of %d is refused", (rate) => {
  expect(() => dropout(rate, layer)).toThrow(
    new RangeError(`dropout: expected a rate of at least 0 and below 1, got ${rate}.`),
  );
});

test("the gradient passes where the outputs do, with the same factors", async () => {
  const x = randomTensor(seed("x"), [3, 50]);
  const apply = (values: Tensor) => dropOut(values, 0.4, seed("bits"));
  const [outputs, gradient] = [apply(x), grad(apply)(x)];
  const [values, dropped, slopes] = [await numbersOf(x), await numbersOf(outputs), await numbersOf(gradient)];
  for (const [index, value] of values.entries())
    expect(dropped[index]).toBeCloseTo(value * slopes[index]!, 6);
  expect(new Set(slopes)).toEqual(new Set([0, Math.fround(1 / (1 - Math.round(0.4 * 65536) / 65536))]));
  disposeTree([x, outputs, gradient]);
});

test("two draws from one rng drop different values, and the expected output is the input", async () => {
  const rng = seed("several");
  const sums = new Float64Array(40);
  const first: boolean[][] = [];
  const x = ones([40]);
  for (let draw = 0; draw < 2000; draw += 1) {
    const outputs = dropOut(x, 0.25, rng);
    const numbers = await numbersOf(outputs);
    outputs.dispose();
    if (draw < 2) first.push(numbers.map((value) => value === 0));
    for (const [index, value] of numbers.entries()) sums[index]! += value;
  }
  x.dispose();
  expect(first[0]).not.toEqual(first[1]);
  // Five standard errors of the mean of 2000 draws, sqrt(rate / (1 - rate) / 2000) each.
  for (const sum of sums) expect(Math.abs(sum / 2000 - 1)).toBeLessThan(0.065);
});
