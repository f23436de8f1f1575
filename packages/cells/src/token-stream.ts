import { type Axes, checkShape } from "@tenetjs/core/tensors/internals";
import type { Drawn, DrawOptions, Step } from "@tenetjs/sampling";
import { getBackend, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import { type Cell, checkParams } from "./cell.ts";
import type { CellParams } from "./cell-params.ts";

/** The parts of a network from ids to logits. Its tensors are borrowed. */
export type TokenNetwork = {
  /** The embedding, `[vocab, input]`: one row per id. If absent, ids stand for one-hot vectors. */
  readonly table?: Tensor2D;
  /** The cells, from the input up. */
  readonly cells: readonly { readonly cell: Cell; readonly params: CellParams }[];
  /** The logits are h `w` + `b`. `w` is `[hidden, vocab]`, or `[vocab, hidden]` if `transposed`, and `b` is `[vocab]`. */
  readonly head: { readonly w: Tensor2D; readonly b: Tensor1D; readonly transposed: boolean };
  /** Whether products take weights that are rounded to 8 bits: see `int8Matrix`. Rows that ids look up are not rounded. */
  readonly int8: boolean;
};

/**
 * A network that runs token by token and keeps its state wherever access is fastest. States are values, like those of a `StreamingModel` of
 * `@tenetjs/sampling`: whoever makes a state releases it, and a step does not change the state that it reads.
 */
export type TokenStream<State = unknown> = {
  /** A state of zeros for `batch` rows. */
  start(batch: number): State;
  /**
   * Reads `ids`, `[batch, time]`, which have been checked. The first is step number `firstStep`. The `logits`, `[batch, vocab]`, are those
   * after the last id; the next step may overwrite them.
   */
  step(state: State, ids: Int32Array, firstStep: number): Step<State> | Promise<Step<State>>;
  /**
   * Reads `ids` likewise, then draws `count` ids for each row and reads all of them but the last, as `draw` of `StreamingModel` does.
   * Absent if ids have to be picked from the logits.
   */
  draw?(state: State, ids: Int32Array, firstStep: number, options: DrawOptions): Promise<Drawn<State>>;
  /** A state whose row `i` is a copy of row `rows[i]` of `state`. The `rows` have been checked. */
  gather(state: State, rows: Int32Array): State;
  /** Frees `state`. Releasing the last state also frees everything that the stream holds. */
  release(state: State): void;
};

/** Returns a stream of `network`, or undefined if the maker cannot run such a network. */
export type TokenStreamMaker = (network: TokenNetwork) => TokenStream | undefined;

/** Makes {@link tokenStream} use `maker` on the given tfjs backend from now on. For packages such as `@tenetjs/kernels`. */
export function registerTokenStreams(backendName: string, maker: TokenStreamMaker): void {
  makers.set(backendName, maker);
}

/**
 * A stream of `network` on the current backend, or undefined if no maker is registered for it or the maker cannot run such a network.
 *
 * @throws {RangeError} naming the parameter, and the axis, whose size does not fit.
 */
export function tokenStream(network: TokenNetwork): TokenStream | undefined {
  const maker = makers.get(getBackend());
  if (maker === undefined) return undefined;
  checkNetwork(network);
  return maker(network);
}

/** Checks all sizes, because a maker may read memory by address. */
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
