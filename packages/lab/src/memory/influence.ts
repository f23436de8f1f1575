import { scan } from "@tenetjs/cells";
import { disposeTree, tidied } from "@tenetjs/core/tensors";
import { applyHead, type SequenceParams, type StepClassifier } from "@tenetjs/models";
import {
  cast,
  keep,
  mul,
  oneHot,
  sqrt,
  square,
  squeeze,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  valueAndGrad,
} from "@tensorflow/tfjs-core";

/** What moved some logits. */
export type Influence = {
  /** For each row, all logits after its last step. */
  readonly logits: readonly Float32Array[];
  /** For each row, ||d logit / d x_t|| for each step t, the first step first, where x_t is the one-hot vector of its id. */
  readonly norms: readonly Float32Array[];
};

/**
 * How much each input of a row moved the logit of the row's class, `targets`, after its last step. `ids` are the rows, all of the same length, which the
 * model reads as one-hot vectors; it starts from the zero state.
 */
export async function influence(
  { recurrent, options: { classes } }: StepClassifier,
  params: SequenceParams,
  ids: readonly Int32Array[],
  targets: Int32Array,
): Promise<Influence> {
  const results = tidied(() => {
    const inputs = hot(tensor2d(joined(ids), [ids.length, ids[0]?.length ?? 0], "int32"), classes);
    const chosen = hot(tensor1d(targets, "int32"), classes);
    let logits: Tensor | undefined;
    const total = valueAndGrad((read: Tensor) => {
      const { outputs } = scan(recurrent, params.recurrent, read, { keep: "last" });
      // The forward pass of a gradient frees what it does not return.
      logits = keep(applyHead(params.head, squeeze(outputs, [1])));
      return sum(mul(logits, chosen));
    });
    const { grad } = total(inputs);
    return { logits: logits as Tensor, norms: sqrt(sum(square(grad), 2)) };
  });
  try {
    const [logits, norms] = (await Promise.all([results.logits.data(), results.norms.data()])) as [
      Float32Array,
      Float32Array,
    ];
    return { logits: rowsOf(logits, ids.length), norms: rowsOf(norms, ids.length) };
  } finally {
    disposeTree(results);
  }
}

/** One-hot vectors. A cast, because WASM's kernel ignores the dtype that `oneHot` is given. */
function hot(ids: Tensor, size: number): Tensor {
  return cast(oneHot(ids, size), "float32");
}

function joined(rows: readonly Int32Array[]): Int32Array {
  return Int32Array.from(rows.flatMap((row) => [...row]));
}

function rowsOf(values: Float32Array, count: number): Float32Array[] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * size, (row + 1) * size));
}
