import { scan } from "@tenetjs/cells";
import { disposeTree, namedLeaves, tidied } from "@tenetjs/core/tensors";
import type { Batch } from "@tenetjs/datasets";
import { applyHead, type SequenceParams } from "@tenetjs/models";
import { softmax, squeeze, type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { Classifier } from "../recipe/own-classifier.ts";

/** How a network reads a sequence. */
export type SequenceReading = {
  /** For each step, the probability of each answer, if the network were asked then. */
  readonly answers: readonly (readonly number[])[];
  /** The parameters of its layer. */
  readonly params: Readonly<Record<string, ArrayLike<number>>>;
  /** What it reads: `[step][input]`. */
  readonly inputs: readonly ArrayLike<number>[];
};

/** How a network of one layer reads a row of a batch. */
export async function readSequence(
  { recurrent }: Pick<Classifier, "recurrent">,
  params: SequenceParams,
  { inputs }: Batch,
  row: number,
): Promise<SequenceReading> {
  const shape = [1, ...inputs.shape.slice(1)];
  const size = shape.reduce((product, axis) => product * axis, 1);
  const values = inputs.data.subarray(row * size, (row + 1) * size);
  const answers = tidied(() => {
    const read = tensor(values, shape, inputs.data instanceof Int32Array ? "int32" : "float32");
    const { outputs } = scan(recurrent, params.recurrent, read);
    return softmax(squeeze(applyHead(params.head, outputs), [0]));
  });
  try {
    return {
      answers: await rowsOf(answers),
      params: await numbersOf(params.recurrent.layers[0] as Readonly<Record<string, Tensor>>),
      inputs: vectorsOf(inputs.shape, values),
    };
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
