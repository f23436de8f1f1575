import type { Operands } from "../../scan/operands.ts";
import type { Shard } from "../threads/program.ts";

/** The gradients of all operands except the inputs and the mask. */
export type SweepGradients = Omit<Operands, "inputs" | "mask">;

/** What the loops of a backward pass work with. */
export type SweepMeans = {
  /** The shards of the rows, each of which has its own sums of gradients that rows share. */
  readonly parts: readonly Shard[];
  readonly gradients: SweepGradients;
  /** The address for packed weights of the product with Wh. */
  readonly packedWh: number;
  /** That of its columns for a second product. */
  readonly packedLate: number;
  /** The address of the gradients of the states, one row for each row of the batch. */
  readonly carry: number;
  readonly unitGradients: (step: number, part: number) => number;
  /** The addresses of the gradient of the outputs, and of a row of zeros for those that are not kept. */
  readonly dOutputs: number;
  readonly nothing: number;
};
