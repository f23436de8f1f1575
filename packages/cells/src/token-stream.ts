import { type Axes, checkShape } from "@tenetjs/core/tensors/internals";
import type { Drawn, DrawOptions, Step } from "@tenetjs/sampling";
import { getBackend, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import { type Cell, checkParams } from "./cell.ts";
import type { CellParams } from "./cell-params.ts";

/** A network from ids to logits, part by part. Its tensors are borrowed. */
export type TokenNetwork = {
  /** Rows that ids stand for, `[vocab, input]`. Absent: ids are one-hot vectors. */
  readonly table?: Tensor2D;
  /** The cells, from the input up. */
  readonly cells: readonly { readonly cell: Cell; readonly params: CellParams }[];
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
  step(state: State, ids: Int32Array, firstStep: number): Step<State> | Promise<Step<State>>;
  /**
   * Reads `ids` likewise, then draws `count` ids for each row and reads all but the last: as `draw` of `StreamingModel` does.
   * Absent: logits are at hand anyway.
   */
  draw?(state: State, ids: Int32Array, firstStep: number, options: DrawOptions): Promise<Drawn<State>>;
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

/**
 * A stream of `network` on the current backend; undefined where none is registered, or not for such networks.
 *
 * @throws {RangeError} naming the parameter, and the axis, whose size does not fit.
 */
export function tokenStream(network: TokenNetwork): TokenStream | undefined {
  const maker = makers.get(getBackend());
  if (maker === undefined) return undefined;
  checkNetwork(network);
  return maker(network);
}

/** What reads memory by address must know that all is as large as it takes it to be. */
function checkNetwork({ table, cells, head }: TokenNetwork): void {
  const axes: Axes = {};
  const inputSize = cells[0]?.cell.inputSize ?? 0;
  if (table === undefined) axes.vocab = inputSize;
  else checkShape("TokenStream", "table", table, ["vocab", inputSize], axes);
  for (const { cell, params } of cells) checkParams(cell.recipe, cell.options, params);
  const hidden = cells.at(-1)?.cell.outputSize ?? 0;
  checkShape("TokenStream", "head.b", head.b, ["vocab"], axes);
  checkShape("TokenStream", "head.w", head.w, head.transposed ? ["vocab", hidden] : [hidden, "vocab"], axes);
}

const makers = new Map<string, TokenStreamMaker>();
