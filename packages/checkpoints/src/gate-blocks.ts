import { gruRecipe, lstmRecipe, originalGruRecipe, rnnRecipe } from "@tenetjs/cells";
import { phrase } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";
import type { StoredTensor } from "./dtype.ts";
import { mismatch } from "./mismatch.ts";

/** A cell that Keras and ONNX also have. */
export type SharedCell = "rnn" | "lstm" | "gru" | "original-gru";

/** One that PyTorch has too, whose GRU resets after the product. */
export type PyTorchCell = Exclude<SharedCell, "original-gru">;

/**
 * The weights of a layer by gate. A block of `x` is `[input, hidden]`, a block of `h` is `[hidden, hidden]`, a block of `b` is
 * `[hidden]`. A missing bias is 0.
 */
export type GateBlocks = {
  inputSize: number;
  hiddenSize: number;
  x: Blocks;
  h: Blocks;
  b: Blocks;
};

/** Values in row-major order, by the name of the gate. */
export type Blocks = ReadonlyMap<string, Float32Array>;

const recipes: Record<SharedCell, Recipe> = {
  rnn: rnnRecipe,
  lstm: lstmRecipe,
  gru: gruRecipe,
  "original-gru": originalGruRecipe,
};

/** The blocks of the layer whose `wx`, `wh` and `b` are in `tensors` under `prefix`. */
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

/** The `wx`, `wh` and `b` of a layer, under `prefix`, with the gates in the order of the recipe. */
export function toParams(cell: SharedCell, blocks: GateBlocks, prefix: string): Record<string, StoredTensor> {
  const { x, h, b } = columns(cell);
  const { inputSize, hiddenSize } = blocks;
  return {
    [`${prefix}wx`]: matrix(joinColumns(blocks.x, inputSize, x, hiddenSize), inputSize),
    [`${prefix}wh`]: matrix(joinColumns(blocks.h, hiddenSize, h, hiddenSize), hiddenSize),
    [`${prefix}b`]: vector(joinColumns(blocks.b, 1, b, hiddenSize)),
  };
}

/** The gates that have columns in wx, in wh and in b, in order. */
function columns(cell: SharedCell) {
  const { gates } = recipes[cell];
  const names = (absent: string) => gates.filter(({ from }) => from !== absent).map(({ name }) => name);
  return { x: names("hidden"), h: names("input"), b: gates.map(({ name }) => name) };
}

/** A tensor of floating-point values, by name. */
export type Floats = { name: string; shape: readonly number[]; data: Float32Array };

/** `stored` as float32, if it is F32 or F64. @throws {TenetError} "CHECKPOINT_MISMATCH" if it is another dtype, or missing. */
export function floats(where: string, name: string, stored: StoredTensor | undefined): Floats {
  if (stored?.dtype === "F32") return { name, shape: stored.shape, data: stored.data };
  if (stored?.dtype === "F64") return { name, shape: stored.shape, data: Float32Array.from(stored.data) };
  throw mismatch(where, `a floating-point tensor "${name}"`, phrase(stored?.dtype ?? "none"));
}

/** Checks the shape of a tensor. @throws {TenetError} "CHECKPOINT_MISMATCH" when it is not `expected`. */
export function checkShape(where: string, { name, shape }: Floats, expected: readonly number[]): void {
  if (shape.join() !== expected.join())
    throw mismatch(where, `"${name}" of shape [${expected.join(", ")}]`, phrase(`[${shape.join(", ")}]`));
}

/** The column blocks, of equal width, of a matrix in row-major order, by name. */
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
 * A matrix in row-major order with `rows` rows and the column blocks of `names`, in that order and each `width` wide. A missing
 * block is 0. The reverse of {@link splitColumns}.
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

/** The sums of the two biases that other libraries have for each gate. */
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
 * `blocks` without those of `names`: the second biases of the gates, when the first biases have the whole value.
 */
export function without(blocks: Blocks, names: readonly string[]): Blocks {
  return new Map(Array.from(blocks).filter(([name]) => !names.includes(name)));
}

/** The transpose of a `[rows, columns]` matrix in row-major order. */
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
