import { readdirSync } from "node:fs";
import { join } from "node:path";
import { normal, seed, split } from "@tenetjs/core";
import { disposeTree, mapTree } from "@tenetjs/core/tensors";
import { largestDifference, numbersOf, onEachBackend } from "@tenetjs/testing";
import { type Tensor, tensor, tensor3d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { type CellName, cellNames, isPhased, namedCell, scan } from "./index.ts";

/**
 * The cells in float64, each as one step of one unit over numbers, written from the paper and independently of the recipe.
 * `golden.test.ts` compares the cells that PyTorch has with PyTorch.
 */
const references: Readonly<Partial<Record<CellName, Reference>>> = {
  /** Its candidate multiplies the reset state: h(2) is that product. */
  "original-gru": ({ x, h, b, state }) => {
    const update = sigmoid(x(1) + h(1) + b(1));
    const candidate = Math.tanh(x(2) + h(2) + b(2));
    return { h: (1 - update) * candidate + update * state("h") };
  },
  "peephole-lstm": ({ x, h, b, own, state }) => {
    const sum = (gate: number) => x(gate) + h(gate) + b(gate);
    const before = state("c");
    const input = sigmoid(sum(0) + own("peepholeInput") * before);
    const forget = sigmoid(sum(1) + own("peepholeForget") * before);
    const c = forget * before + input * Math.tanh(sum(2));
    const output = sigmoid(sum(3) + own("peepholeOutput") * c);
    return { c, h: output * Math.tanh(c) };
  },
  /** In the reset-after form: f scales the product with h, while in the paper it scales h. */
  mgu: ({ x, h, b, state }) => {
    const forget = sigmoid(x(0) + h(0) + b(0));
    const candidate = Math.tanh(x(1) + b(1) + forget * (h(1) + b(2)));
    return { h: (1 - forget) * state("h") + forget * candidate };
  },
  indrnn: ({ x, b, own, state }) => ({ h: Math.max(0, x(0) + b(0) + own("recurrent") * state("h")) }),
  "min-gru": ({ x, b, state }) => {
    const update = sigmoid(x(0) + b(0));
    return { h: (1 - update) * state("h") + update * (x(1) + b(1)) };
  },
  /** With the length independence scaling. */
  "min-lstm": ({ x, b, state }) => {
    const [input, forget] = [sigmoid(x(0) + b(0)), sigmoid(x(1) + b(1))];
    return { h: (forget * state("h") + input * (x(2) + b(2))) / (forget + input) };
  },
  /** With a projection in the highway connection. */
  sru: ({ x, b, own, state }) => {
    const before = state("c");
    const forget = sigmoid(x(1) + b(1) + own("peepholeForget") * before);
    const reset = sigmoid(x(2) + b(2) + own("peepholeReset") * before);
    const c = forget * before + (1 - forget) * (x(0) + b(0));
    return { c, h: reset * c + (1 - reset) * (x(3) + b(3)) };
  },
};

/** What the last block of Wh multiplies in the place of h, where it is something else. */
const factors: Readonly<Partial<Record<CellName, (given: UnitGiven) => number>>> = {
  "original-gru": ({ x, h, b, state }) => sigmoid(x(0) + h(0) + b(0)) * state("h"),
};

/** A unit's state after a step. */
type Reference = (given: UnitGiven) => Readonly<Record<string, number>>;

/** What a unit reads in a step. Products and biases are indexed by the position of the gate among those that have one. */
type UnitGiven = {
  /** x Wx. */
  readonly x: (gate: number) => number;
  /** h Wh. */
  readonly h: (gate: number) => number;
  readonly b: (gate: number) => number;
  /** The unit's parameter of the given name. */
  readonly own: (parameter: string) => number;
  /** The unit's state before the step. */
  readonly state: (name: string) => number;
};

const sizes = { inputSize: 3, hiddenSize: 5 };
const steps = 20;

await onEachBackend(() => {
  test.each(Object.entries(references))(
    "%s agrees with the equations of its paper",
    async (name, reference) => {
      const layer = namedCell(name as CellName).layer(sizes);
      const made = layer.init(seed("init"));
      const rng = seed(name);
      const params = mapTree(made, ({ shape, size }, path) => {
        const draws = split(rng, path);
        return tensor(
          Float32Array.from({ length: size }, () => normal(draws, 0, 0.6)),
          shape,
          "float32",
        );
      }) as Record<string, Tensor>;
      const inputs = Array.from({ length: steps }, () =>
        Array.from({ length: sizes.inputSize }, () => Math.fround(normal(rng))),
      );
      const read = tensor3d([inputs]);
      const { outputs, state } = scan(layer, params, read);
      const weights: Record<string, number[]> = {};
      for (const [path, values] of Object.entries(params)) weights[path] = await numbersOf(values);
      const expected = run(reference, factors[name as CellName], Object.keys(state), weights, inputs);
      expect(largestDifference(await numbersOf(outputs), expected)).toBeLessThan(1e-5);
      disposeTree([made, params, read, outputs, state]);
    },
  );
});

test("every cell that has a recipe is compared with PyTorch or with a float64 reference", () => {
  const golden = readdirSync(join(import.meta.dirname, "golden")).map((file) => file.split(".")[0] as string);
  const recipes = cellNames.filter((name) => !isPhased(name) && namedCell(name).recipe !== undefined);
  expect([...golden, ...Object.keys(references)]).toEqual(expect.arrayContaining(recipes));
});

/** The outputs over a sequence, from a state of zeros. */
function run(
  reference: Reference,
  factor: ((given: UnitGiven) => number) | undefined,
  states: readonly string[],
  weights: Readonly<Record<string, readonly number[]>>,
  inputs: readonly (readonly number[])[],
): number[] {
  const { hiddenSize } = sizes;
  const zeros = () => new Array<number>(hiddenSize).fill(0);
  let state = Object.fromEntries(states.map((name) => [name, zeros()]));
  const product = (vector: readonly number[], matrix: readonly number[] = []) => {
    const columns = matrix.length / vector.length;
    return (column: number) =>
      vector.reduce((sum, value, row) => sum + value * (matrix[row * columns + column] as number), 0);
  };
  return inputs.flatMap((input) => {
    const [ofX, ofH] = [product(input, weights.wx), product(state.h as number[], weights.wh)];
    const before = state;
    const given = (unit: number, ofH: (column: number) => number): UnitGiven => ({
      x: (gate) => ofX(gate * hiddenSize + unit),
      h: (gate) => ofH(gate * hiddenSize + unit),
      b: (gate) => weights.b?.[gate * hiddenSize + unit] as number,
      own: (parameter) => weights[parameter]?.[unit] as number,
      state: (name) => before[name]?.[unit] as number,
    });
    const last = (weights.wh?.length ?? 0) / hiddenSize - hiddenSize;
    const late =
      factor &&
      product(
        zeros().map((_, unit) => factor(given(unit, ofH))),
        weights.wh,
      );
    const ofBoth = (column: number) => (late !== undefined && column >= last ? late : ofH)(column);
    const units = zeros().map((_, unit) => reference(given(unit, ofBoth)));
    state = Object.fromEntries(states.map((name) => [name, units.map((next) => next[name] as number)]));
    return state.h as number[];
  });
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
