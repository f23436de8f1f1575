import { gruRecipe, lstmRecipe, rnnRecipe } from "@tenetjs/cells";
import { phrase } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";
import type { StoredTensor } from "./dtype.ts";
import { mismatch } from "./mismatch.ts";

/** The cells that PyTorch and Keras have too. */
export type SharedCell = "rnn" | "lstm" | "gru";

/**
 * A layer's weights by gate: each block of `x` is `[input, hidden]`, of `h` `[hidden, hidden]`, of `b`
 * `[hidden]`. A bias that is not there is 0.
 */
export type GateBlocks = {
  inputSize: number;
  hiddenSize: number;
  x: Blocks;
  h: Blocks;
  b: Blocks;
};

/** Row-major values by the name of the gate. */
export type Blocks = ReadonlyMap<string, Float32Array>;

const recipes: Record<SharedCell, Recipe> = { rnn: rnnRecipe, lstm: lstmRecipe, gru: gruRecipe };

/** The blocks of the layer whose `wx`, `wh` and `b` stand in `tensors` under `prefix`. */
export function fromParams(
  where: string,
  cell: SharedCell,
  tensors: Readonly<Record<string, StoredTensor>>,
  prefix: string,
): GateBlocks {
  const { x, h, b } = columns(cell);
  const wh = floats(where, `${prefix}wh`, tensors[`${prefix}wh`]);
  const hiddenSize = wh.shape[0] ?? 0;
  const wx = floats(where, `${prefix}wx`, tensors[`${prefix}wx`]);
  const inputSize = wx.shape[0] ?? 0;
  const bias = floats(where, `${prefix}b`, tensors[`${prefix}b`]);
  checkShape(where, wx, [inputSize, x.length * hiddenSize]);
  checkShape(where, wh, [hiddenSize, h.length * hiddenSize]);
  checkShape(where, bias, [b.length * hiddenSize]);
  return {
    inputSize,
    hiddenSize,
    x: splitColumns(wx.data, inputSize, x),
    h: splitColumns(wh.data, hiddenSize, h),
    b: splitColumns(bias.data, 1, b),
  };
}

/** The `wx`, `wh` and `b` of a layer, with its gates in the recipe's order, named under `prefix`. */
export function toParams(cell: SharedCell, blocks: GateBlocks, prefix: string): Record<string, StoredTensor> {
  const { x, h, b } = columns(cell);
  const { inputSize, hiddenSize } = blocks;
  return {
    [`${prefix}wx`]: matrix(joinColumns(blocks.x, inputSize, x, hiddenSize), inputSize),
    [`${prefix}wh`]: matrix(joinColumns(blocks.h, hiddenSize, h, hiddenSize), hiddenSize),
    [`${prefix}b`]: vector(joinColumns(blocks.b, 1, b, hiddenSize)),
  };
}

/** Which gates have columns in wx, in wh and in b, in order. */
function columns(cell: SharedCell) {
  const { gates } = recipes[cell];
  const names = (absent: string) => gates.filter(({ from }) => from !== absent).map(({ name }) => name);
  return { x: names("hidden"), h: names("input"), b: gates.map(({ name }) => name) };
}

/** A tensor of floating-point values, by name. */
export type Floats = { name: string; shape: readonly number[]; data: Float32Array };

/** `stored`, if it is there and of F32 or F64. @throws {TenetError} "CHECKPOINT_MISMATCH" otherwise. */
export function floats(where: string, name: string, stored: StoredTensor | undefined): Floats {
  if (stored?.dtype === "F32") return { name, shape: stored.shape, data: stored.data };
  if (stored?.dtype === "F64") return { name, shape: stored.shape, data: Float32Array.from(stored.data) };
  throw mismatch(where, `floating-point "${name}"`, phrase(stored?.dtype ?? "none"));
}

/** @throws {TenetError} "CHECKPOINT_MISMATCH" when `tensor` is not of the `expected` shape. */
export function checkShape(where: string, { name, shape }: Floats, expected: readonly number[]): void {
  if (shape.join() !== expected.join())
    throw mismatch(where, `"${name}" of shape [${expected.join(", ")}]`, phrase(`[${shape.join(", ")}]`));
}

/** The equally wide column blocks of a row-major matrix, by name. */
export function splitColumns(
  values: Float32Array,
  rows: number,
  names: readonly string[],
): Map<string, Float32Array> {
  const width = values.length / (rows * names.length);
  return new Map(
    names.map((name, index) => {
      const block = new Float32Array(rows * width);
      for (let row = 0; row < rows; row += 1) {
        const start = (row * names.length + index) * width;
        block.set(values.subarray(start, start + width), row * width);
      }
      return [name, block];
    }),
  );
}

/**
 * The row-major matrix of `rows` rows whose column blocks, each `width` wide, are those of the `names` in
 * their order, 0 where there is none: the reverse of {@link splitColumns}.
 */
export function joinColumns(
  blocks: Blocks,
  rows: number,
  names: readonly string[],
  width: number,
): Float32Array {
  const values = new Float32Array(rows * width * names.length);
  names.forEach((name, index) => {
    const block = blocks.get(name) ?? new Float32Array(rows * width);
    for (let row = 0; row < rows; row += 1)
      values.set(block.subarray(row * width, (row + 1) * width), (row * names.length + index) * width);
  });
  return values;
}

/** One bias a gate, of the two that other libraries add. */
export function joinBiases(input: Blocks, hidden: Blocks): Blocks {
  const sum = new Map(input);
  for (const [name, values] of hidden) {
    const other = input.get(name);
    sum.set(
      name,
      other === undefined ? values : values.map((value, unit) => value + (other[unit] as number)),
    );
  }
  return sum;
}

/**
 * `blocks` less those of the `names`: the biases of the second of two, where the first has the whole of the
 * rest.
 */
export function without(blocks: Blocks, names: readonly string[]): Blocks {
  return new Map(Array.from(blocks).filter(([name]) => !names.includes(name)));
}

/** A row-major `[rows, columns]` matrix with its rows as columns. */
export function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    values,
    (_, index) => values[(index % rows) * columns + Math.floor(index / rows)] as number,
  );
}

/** `values` as a matrix of `rows` rows. */
export function matrix(values: Float32Array, rows: number): StoredTensor {
  return { dtype: "F32", shape: [rows, values.length / rows], data: values };
}

/** `values` as a vector. */
export function vector(values: Float32Array): StoredTensor {
  return { dtype: "F32", shape: [values.length], data: values };
}
