import { scan } from "@tenetjs/cells";
import { disposeTree, namedLeaves, tidied } from "@tenetjs/core/tensors";
import type { Batch } from "@tenetjs/datasets";
import { applyHead, type SequenceClassifier, type SequenceParams } from "@tenetjs/models";
import type { Recipe } from "@tenetjs/recipes";
import { softmax, squeeze, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { traceCell } from "../training/trace-cell.ts";
import type { LaneReplay } from "./race-facts.ts";

/**
 * How a network reads a row of a batch: the answer that it would give after each step, and what its units do. A cell without a recipe has no traces.
 */
export async function readReplay(
  { recurrent }: SequenceClassifier,
  params: SequenceParams,
  recipe: Recipe | undefined,
  { inputs }: Batch,
  row: number,
): Promise<LaneReplay> {
  const shape = [1, ...inputs.shape.slice(1)];
  const size = shape.reduce((product, axis) => product * axis, 1);
  const values = inputs.data.subarray(row * size, (row + 1) * size);
  const answers = tidied(() => {
    const read = tensor(values, shape, inputs.data instanceof Int32Array ? "int32" : "float32");
    const { outputs } = scan(recurrent, params.recurrent, read);
    return softmax(squeeze(applyHead(params.head, outputs), [0]));
  });
  try {
    const rows = await rowsOf(answers);
    if (recipe === undefined) return { answers: rows, traces: [] };
    const numbers = await numbersOf(params.recurrent.layers[0] as Readonly<Record<string, Tensor>>);
    return { answers: rows, traces: traceCell(recipe, numbers, vectorsOf(inputs.shape, values)) };
  } finally {
    disposeTree(answers);
  }
}

async function rowsOf(table: Tensor): Promise<number[][]> {
  const [rows, columns] = table.shape as [number, number];
  const values = Array.from(await table.data());
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

async function numbersOf(
  params: Readonly<Record<string, Tensor>>,
): Promise<Record<string, ArrayLike<number>>> {
  const entries = namedLeaves(params, "").map(
    async ({ path, tensor }) => [path, await tensor.data()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** The steps as vectors: one-hot of ten digits where they are ids. */
function vectorsOf(shape: readonly number[], values: ArrayLike<number>): ArrayLike<number>[] {
  const steps = shape[1] as number;
  if (shape.length === 2)
    return Array.from({ length: steps }, (_, step) => {
      const vector = new Float32Array(10);
      vector[values[step] as number] = 1;
      return vector;
    });
  return Array.from({ length: steps }, (_, step) => [values[step] as number]);
}
