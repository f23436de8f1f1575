import { getBackend, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import type { CellParams } from "./cell.ts";
import type { Recipe } from "./recipe/recipe.ts";

/** A network from ids to logits, part by part. Its tensors are borrowed. */
export type TokenNetwork = {
  /** Rows that ids stand for, `[vocab, input]`. Absent: ids are one-hot vectors. */
  readonly table?: Tensor2D;
  /** The cells, from the input up. */
  readonly cells: readonly { readonly recipe: Recipe; readonly params: CellParams }[];
  /** The logits are h `w` + `b`: `w` is `[hidden, vocab]`, or `[vocab, hidden]` where it is `transposed`, and `b` is `[vocab]`. */
  readonly head: { readonly w: Tensor2D; readonly b: Tensor1D; readonly transposed: boolean };
};

/**
 * A network that is run token by token, with its state wherever that is fastest to reach. States are values, as those of
 * `@tenetjs/sampling`'s `StreamingModel`: who made one releases it, and a step leaves the one that it read as it was.
 */
export type TokenStream<State = unknown> = {
  /** A state of zeros for `batch` rows. */
  start(batch: number): State;
  /**
   * Reads `ids`, `[batch, time]`, which have been checked; the first is step number `firstStep`. `logits`, `[batch, vocab]`, are those
   * after the last; the next step may write over them.
   */
  step(
    state: State,
    ids: Int32Array,
    firstStep: number,
  ): { readonly logits: Float32Array; readonly state: State };
  /** A state whose row `i` is a copy of row `rows[i]`, which have been checked. */
  gather(state: State, rows: Int32Array): State;
  /** Frees `state`; the last one frees whatever the stream holds. */
  release(state: State): void;
};

/** A stream of `network`, or undefined where it is none of those that the maker can run. */
export type TokenStreamMaker = (network: TokenNetwork) => TokenStream | undefined;

/** Has {@link tokenStream} ask `maker` on that tfjs backend from now on. For packages such as `@tenetjs/kernels`. */
export function registerTokenStreams(backendName: string, maker: TokenStreamMaker): void {
  makers.set(backendName, maker);
}

/** A stream of `network` on the current backend; undefined where none is registered, or not for such networks. */
export function tokenStream(network: TokenNetwork): TokenStream | undefined {
  return makers.get(getBackend())?.(network);
}

const makers = new Map<string, TokenStreamMaker>();
