import type { inputProduct } from "./products.ts";

/** What the loops of a forward pass work with. */
export type ForwardMeans = {
  readonly fromInputs: ReturnType<typeof inputProduct>;
  /** The address for packed weights of h Wh. */
  readonly packedWh: number;
  /** That of its columns for a second product. */
  readonly packedLate: number;
  /** The addresses of the outputs, and of a row for those that are not kept. */
  readonly outputs: number;
  readonly unwanted: number;
};
