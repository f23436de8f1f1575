import { rowLookup } from "@tenetjs/cells/internals";
import { gather, mul, sum, type Tensor, type Tensor2D, tensor1d, valueAndGrad } from "@tensorflow/tfjs-core";
import type { Numbers } from "../sequence.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensor } from "./to-tensor.ts";

export type ComputeLookup = {
  /** Tenet's own function, or tfjs's `gather`, whose gradient needs a kernel that not every backend has. */
  readonly by: "rowLookup" | "gather";
  /** `[rows, columns]`. */
  readonly table: Numbers;
  readonly ids: Int32Array;
  /** `[ids, columns]`. The loss is the sum of the products of the factors and the looked-up rows. */
  readonly factors: Numbers;
};

/** The table's rows for the ids, and the gradient with respect to the table, on tfjs's current backend. */
export async function computeLookup({ by, table, ids, factors }: ComputeLookup): Promise<Computed> {
  return computedTwice(() => {
    const at = tensor1d(ids, "int32");
    const lookUp = (table: Tensor) =>
      by === "gather" ? gather(table, at) : rowLookup(table as Tensor2D, at);
    const given = toTensor(table);
    const { grad } = valueAndGrad((table) => sum(mul(lookUp(table), toTensor(factors))))(given);
    return { rows: lookUp(given), "d table": grad };
  });
}
