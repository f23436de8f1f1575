import {
  type Cell,
  type CellSizes,
  cell,
  gruRecipe,
  lstmRecipe,
  peepholeLstmRecipe,
  phasedRecipe,
  scan,
} from "@tenetjs/cells";
import { dropOut } from "@tenetjs/cells/internals";
import { seed, uniform } from "@tenetjs/core";
import { mapTree, namedLeaves } from "@tenetjs/core/tensors";
import { add, mul, sqrt, updateRecipe } from "@tenetjs/recipes";
import { updateKernel } from "@tenetjs/recipes/internals";
import {
  backend,
  engine,
  grads,
  type NamedAttrMap,
  type NamedTensorMap,
  sum,
  type Tensor,
  tanh,
  tensor,
  tensor1d,
  tidy,
  mul as times,
} from "@tensorflow/tfjs-core";
import { softmaxCrossEntropyName } from "../losses/softmax-cross-entropy.ts";
import { kernelsOf } from "../wasm/module/kernels.ts";
import { tiles } from "../wasm/module/tiles.ts";
import { gemm, packB, packedBytes } from "../wasm/products/gemm.ts";
import { everyOperation } from "./every-operation.ts";

/** Values by the name of what was computed. */
export type ProbeResults = Readonly<Record<string, Float32Array>>;

/** What the kernels on WASM compute from fixed values of odd shapes, which leave a rest in every loop. The backend has to be WASM. */
export function probeResults(): ProbeResults {
  return { ...products(), ...cells(), ...others() };
}

/** `[m, n, k]`: rests in each direction, rows and columns that are few, and more than one block of k. */
const shapes = [
  [1, 19, 37],
  [3, 37, 29],
  [7, 1, 53],
  [13, 45, 31],
  [29, 83, 270],
] as const;

function products(): ProbeResults {
  const kernels = kernelsOf(backend());
  const results: Record<string, Float32Array> = {};
  for (const [m, n, k] of shapes) {
    const [a, b, c] = [m * k, k * n, m * n].map((size) => kernels.allocate(4 * size)) as [
      number,
      number,
      number,
    ];
    const packed = kernels.allocate(packedBytes(kernels, { n, k }));
    const view = (address: number, size: number) => new Float32Array(kernels.memory.buffer, address, size);
    view(a, m * k).set(numbers("a", m * k));
    view(b, k * n).set(numbers("b", k * n));
    for (const [name, tile] of Object.entries(tiles)) {
      for (const [transposeA, transposeB] of [
        [false, false],
        [false, true],
        [true, false],
      ] as const) {
        kernels.exports.useTile(tile);
        const workspace = kernels.workspace();
        const product = { m, n, k, a, c, transposeA, workspace, accumulate: true };
        const keep = (form: string) => {
          results[
            `a ${form}product ${m} x ${k} x ${n}, tile ${name}, transposed ${transposeA}, ${transposeB}`
          ] = view(c, m * n).slice();
        };
        view(c, m * n).set(numbers("c", m * n));
        gemm(kernels, { ...product, b, transposeB });
        keep("");
        packB(kernels, { n, k, b, transposeB, packed });
        const lda = transposeA ? m : k;
        kernels.exports.multiplyPacked(m, n, k, a, lda, Number(transposeA), packed, c, n, 1, workspace);
        keep("packed ");
      }
    }
    for (const address of [a, b, c, packed]) kernels.free(address);
  }
  kernels.exports.useTile(tiles["4x8"]);
  return results;
}

/** A size of each is no multiple of four, and another is: V8 joins pairs of operations on four values. */
const sizes: readonly CellSizes[] = [
  { inputSize: 5, hiddenSize: 7 },
  { inputSize: 3, hiddenSize: 24 },
];

/** Between them they have every operation, every kind of gate and every stage. */
const recipes = [lstmRecipe, gruRecipe, phasedRecipe(peepholeLstmRecipe, { period: [2, 8] }), everyOperation];

function cells(): ProbeResults {
  const tried = recipes.flatMap((recipe) =>
    sizes.map((size) => scanned(cell(recipe, size), `${recipe.name} of ${size.hiddenSize} units`)),
  );
  return Object.assign({}, ...tried);
}

/** Outputs with and without training, and all gradients. */
function scanned(cell: Cell, name: string): ProbeResults {
  const [batch, time] = [7, 5];
  return tidy(() => {
    const params = mapTree(cell.init(seed("params")), (leaf, path) =>
      tensor(numbers(path, leaf.size, 0.3), leaf.shape),
    );
    const leaves = namedLeaves(params);
    const inputs = tensor(numbers("inputs", batch * time * cell.inputSize), [batch, time, cell.inputSize]);
    const weights = tensor(numbers("loss", batch * time * cell.outputSize), [batch, time, cell.outputSize]);
    const outputs = () => scan(cell, params, inputs).outputs as Tensor;
    const run = (...values: Tensor[]) => {
      const byPath = new Map(leaves.map(({ path }, index) => [path, values[index] as Tensor]));
      const given = mapTree(params, (_, path) => byPath.get(path) as Tensor);
      const { outputs } = scan(cell, given, values.at(-1) as Tensor, { training: true });
      return sum(times(outputs as Tensor, weights));
    };
    const gradients = grads(run)([...leaves.map(({ tensor }) => tensor), inputs]);
    return Object.fromEntries([
      [`the outputs of ${name}`, read(outputs())],
      ...gradients.map((gradient, index) => [
        `the gradient of ${name} by ${leaves[index]?.path ?? "its inputs"}`,
        read(gradient),
      ]),
    ]);
  });
}

/** One that keeps a slot, and divides by a root, as RMSProp and Adam do. */
const update = updateRecipe({
  name: "probe",
  slots: ["square"],
  scalars: ["rate"],
  step: ({ gradient, slots, scalars }) => {
    const square = add(mul(0.9, slots.square), mul(0.1, mul(gradient, gradient)));
    return { update: mul(scalars.rate, mul(gradient, sqrt(square))), next: { square } };
  },
});

function others(): ProbeResults {
  return tidy(() => {
    const [rows, classes] = [7, 37];
    const values = tensor(numbers("values", rows * classes, 3), [rows, classes]);
    const targets = tensor1d(
      Array.from({ length: rows }, (_, row) => (row * 5) % classes),
      "int32",
    );
    const kernel = (name: string, inputs: unknown, attributes: object = {}) =>
      [engine().runKernel(name, inputs as NamedTensorMap, attributes as NamedAttrMap)].flat() as Tensor[];
    const found: Record<string, Tensor[]> = {
      "the hyperbolic tangent": [tanh(values)],
      "the cross-entropy and its gradient": kernel(softmaxCrossEntropyName, { logits: values, targets }),
      dropout: [dropOut(values, 0.4, seed("bits"))],
      "a clipped gradient": kernel("TenetClipByGlobalNorm", [values], { most: 1 }),
      "an optimizer's update": kernel(updateKernel, [values, values, times(values, values)], {
        recipe: update,
        scalars: { rate: 0.1 },
      }),
    };
    return Object.fromEntries(
      Object.entries(found).flatMap(([name, tensors]) =>
        tensors.map((tensor, index) => [tensors.length === 1 ? name : `${name}, ${index}`, read(tensor)]),
      ),
    );
  });
}

function numbers(name: string, count: number, bound = 1): Float32Array {
  const rng = seed(name);
  return Float32Array.from({ length: count }, () => uniform(rng, -bound, bound));
}

function read(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}
