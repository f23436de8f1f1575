import { type Cell, composed, scan } from "@tenetjs/cells";
import { seed, split } from "@tenetjs/core";
import { mapTree, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { randomTensor } from "@tenetjs/testing";
import {
  add,
  dispose,
  grads,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";

/** The options of a scan in a test. */
export type Setting = {
  readonly batch: number;
  readonly time: number;
  /** Whether inputs are ids, not vectors. */
  readonly ids?: boolean;
  readonly masked?: boolean;
  /** Whether each row has its own timestamps. The results then include their gradients. */
  readonly timestamps?: boolean;
  readonly keep?: "all" | "last";
  readonly training?: boolean;
  /** The state before the first step: random values, whose gradients are in the results; zeros; or none, which is the same. Default: random. */
  readonly state?: "random" | "zeros" | "none";
};

/** Values by name: outputs, states, and the gradients of a random loss with respect to all inputs that have one. */
export type ScanResults = Record<string, Float32Array>;

/** The results of `cell` on random values, which are the same each time. Computes all tensors synchronously, and then reads them. */
export async function scanResults(cell: Cell, setting: Setting): Promise<ScanResults> {
  const tensors = scanTensors(cell, setting);
  const values = await Promise.all(
    Object.entries(tensors).map(async ([name, tensor]) => [name, (await tensor.data()) as Float32Array]),
  );
  dispose(tensors);
  return Object.fromEntries(values);
}

function scanTensors(cell: Cell, setting: Setting): Record<string, Tensor> {
  const { batch, time, ids = false, masked = false, timestamps = false, ...others } = setting;
  const { state: first = "random", ...options } = others;
  const rng = seed("scan");
  return tidy(() => {
    // Weights are so small that no sequence is chaotic: a chaotic one would amplify rounding errors.
    const noisy = (tree: TensorTree) =>
      mapTree(tree, (leaf, path) =>
        add(leaf, randomTensor(split(rng, path), leaf.shape, 0.3 / Math.sqrt(leaf.shape[0] as number))),
      );
    const vectors = randomTensor(split(rng, "inputs"), [batch, time, cell.inputSize]);
    const given: TensorTree = {
      params: noisy(cell.init(split(rng, "params"))),
      ...(first === "random" ? { state: noisy(cell.zeroState(batch)) } : {}),
      ...(ids ? {} : { inputs: vectors }),
      ...(timestamps ? { time: mul(randomTensor(split(rng, "time"), [batch, time]), 3) } : {}),
    };
    const names = namedLeaves(given).map(({ path }) => path);
    const tensors = namedLeaves(given).map(({ tensor }) => tensor);
    const idTensor = tensor2d(
      numbers(batch, time, (i) => (i * 7) % cell.inputSize),
      [batch, time],
      "int32",
    );
    const mask = tensor2d(
      numbers(batch, time, (i) => Number((i * 5) % 7 > 1)),
      [batch, time],
    );
    const run = (...values: Tensor[]): TensorTree => {
      const tree = unflatten(given, values) as unknown as Given;
      return scan(cell, tree.params, tree.inputs ?? idTensor, {
        ...options,
        ...(first === "random" ? { state: tree.state } : {}),
        ...(first === "zeros" ? { state: cell.zeroState(batch) } : {}),
        ...(masked ? { mask } : {}),
        ...(tree.time === undefined ? {} : { time: tree.time }),
      });
    };
    const loss = (...values: Tensor[]) => {
      const terms = namedLeaves(run(...values)).map(({ path, tensor }) =>
        sum(mul(tensor, randomTensor(split(split(rng, "loss"), path), tensor.shape))),
      );
      // tfjs refuses gradients with respect to tensors that do not affect the loss, so each contributes 0.
      return [...terms, ...values.map((value) => mul(0, sum(value)))].reduce((left, right) =>
        add(left, right),
      );
    };
    const gradients = grads(loss)(tensors);
    return Object.fromEntries([
      ...namedLeaves(run(...tensors)).map(({ path, tensor }) => [path, tensor]),
      ...names.map((name, index) => [`d ${name}`, gradients[index] as Tensor]),
    ]);
  });
}

type Given = {
  readonly params: Parameters<Cell["unroll"]>[0];
  readonly state?: ReturnType<Cell["zeroState"]>;
  readonly inputs?: Tensor;
  readonly time?: Tensor2D;
};

/**
 * The errors, by name, of the tensors in which the fused scan differs from the composed form by more than `tolerance`. An error is
 * relative to the tensor's largest value, but at least to 1, since sums of terms of order 1 may cancel.
 */
export async function differences(
  cell: Cell,
  setting: Setting,
  tolerance = 1e-5,
): Promise<Record<string, number>> {
  return differencesTo(await composed(() => scanResults(cell, setting)), cell, setting, tolerance);
}

/** The errors as in {@link differences}, compared with given results, for example of another backend. */
export async function differencesTo(
  expected: ScanResults,
  cell: Cell,
  setting: Setting,
  tolerance: number,
): Promise<Record<string, number>> {
  const fused = await scanResults(cell, setting);
  const errors = Object.entries(expected).map(
    ([name, values]) => [name, error(fused[name], values)] as const,
  );
  return Object.fromEntries(errors.filter(([, value]) => !(value <= tolerance)));
}

function error(got: Float32Array | undefined, expected: Float32Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worse = (worst: number, value: number, index: number) => {
    const off = Math.abs(value - (got?.[index] ?? Number.NaN)) / scale;
    return Math.max(off, worst);
  };
  return expected.reduce(worse, 0);
}

function numbers(batch: number, time: number, value: (index: number) => number): Float32Array {
  return Float32Array.from({ length: batch * time }, (_, index) => value(index));
}
