import type { Network } from "@tenetjs/models";
import type { StoredTensor } from "../dtype.ts";

/** A network outside of any backend: which it is, and its parameters under the names of Tenet's files, such as `recurrent.layers.0.wx`. */
export type StoredNetwork = {
  readonly network: Network;
  readonly tensors: Readonly<Record<string, StoredTensor>>;
};

/** A network from a file of another program. */
export type ReadNetwork = StoredNetwork & {
  /** What was guessed or left out, in sentences. */
  readonly notes: readonly string[];
};
