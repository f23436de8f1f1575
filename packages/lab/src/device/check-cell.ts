import { type CellName, composed, type Layer, namedCell, scan } from "@tenetjs/cells";
import { seed, split, uniform } from "@tenetjs/core";
import { mapTree, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { add, dispose, grads, square, sum, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

const [batch, time, inputSize, hiddenSize] = [4, 16, 8, 24];

/**
 * How far a cell's fused kernel is from the composed form on the current backend: the largest difference of its outputs, its last states and its gradients
 * with respect to parameters and inputs, relative to the largest value of each tensor.
 */
export async function checkCell(name: CellName): Promise<number> {
  const layer = namedCell(name).layer({ inputSize, hiddenSize }) as Layer;
  const expected = await composed(() => read(outcome(layer)));
  const found = await read(outcome(layer));
  return Math.max(...expected.map((values, index) => differenceOf(found[index] as Float32Array, values)));
}

/** Outputs, last states and gradients of the sum of their squares, from the same random values each time. */
function outcome(layer: Layer): Tensor[] {
  const rng = seed("check");
  return tidy(() => {
    const given: TensorTree = {
      // Small weights: a chaotic sequence would amplify the rounding of the last digit.
      params: mapTree(layer.init(split(rng, "params")), (leaf, path) =>
        add(leaf, random(split(rng, path), leaf.shape, 0.1)),
      ),
      inputs: random(split(rng, "inputs"), [batch, time, inputSize], 1),
    };
    const values = namedLeaves(given).map(({ tensor }) => tensor);
    const run = (...leaves: Tensor[]) => {
      const { params, inputs } = unflatten(given, leaves) as { params: TensorTree; inputs: Tensor };
      return namedLeaves(scan(layer, params as never, inputs)).map(({ tensor }) => tensor);
    };
    const loss = (...leaves: Tensor[]) =>
      run(...leaves)
        .map((result) => sum(square(result)))
        .reduce((left, right) => add(left, right));
    return [...run(...values), ...grads(loss)(values)];
  });
}

async function read(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const values = await Promise.all(tensors.map((one) => one.data()));
  dispose([...tensors]);
  return values as Float32Array[];
}

function differenceOf(found: Float32Array, expected: Float32Array): number {
  let [most, scale] = [0, 1];
  for (const [index, value] of expected.entries()) {
    scale = Math.max(scale, Math.abs(value));
    const difference = Math.abs(value - (found[index] as number));
    most = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }
  return most / scale;
}

function random(rng: ReturnType<typeof seed>, shape: readonly number[], most: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    Float32Array.from({ length: size }, () => uniform(rng, -most, most)),
    [...shape],
  );
}
