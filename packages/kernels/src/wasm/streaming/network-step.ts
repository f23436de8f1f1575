import type { TokenNetwork } from "@tenetjs/cells/internals";
import { type Kernels, prepareFor } from "../module/kernels.ts";
import { type Call, callNow, callOf } from "../threads/call.ts";
import { type Loop, type Program, type Shard, wholeOf } from "../threads/program.ts";
import { grainFor, isWorthSharding, runOn } from "../threads/run.ts";
import { type Arena, withArena } from "./arena.ts";
import { cellStep } from "./cell-step.ts";
import { type DrawnStep, type Draws, drawIds } from "./draw-ids.ts";
import { product } from "./product.ts";
import { type Emit, hasFewRows, type Part, type RowsOf } from "./rows-of.ts";

/** The memory layout of a state: `[batch, width]` for each layer, after the layers before it. */
export type StateLayout = {
  /** The number of values of a row, in all layers together. */
  readonly values: number;
  readonly layers: readonly {
    readonly width: number;
    /** The sum of the widths of the layers before it. */
    readonly before: number;
    /** The offset of the output in a row. */
    readonly h: number;
  }[];
};

/** The layout of `network`'s states. */
export function stateLayout({ cells }: TokenNetwork): StateLayout {
  let values = 0;
  const layers = cells.map(({ cell: { recipe }, params }) => {
    const hidden = params.wh.shape[0];
    const layer = {
      width: recipe.state.length * hidden,
      before: values,
      h: recipe.state.indexOf("h") * hidden,
    };
    values += layer.width;
    return layer;
  });
  return { values, layers };
}

/** A network's step for `batch` rows, with the memory that it needs. */
export type NetworkStep = {
  readonly batch: number;
  /**
   * The logits after the last of the given ids, `[batch, vocab]`. Reads the ids, `[batch, time]`, from the states at the address
   * `previous` to those at `next`. Returns the same array each time, since a new one would cost more than computing its values.
   */
  readonly read: (ids: Int32Array, firstStep: number, previous: number, next: number) => Float32Array;
  /** Reads the given ids likewise, then draws `count` ids for each row, `[count, batch]`, and reads all of them but the last. For networks with `canDraw`. */
  readonly draw: (
    ids: Int32Array,
    firstStep: number,
    previous: number,
    next: number,
    draws: Draws,
  ) => Int32Array;
  /** The multiplications of a step. */
  readonly work: number;
  readonly free: () => void;
};

/** A step of `network` for `batch` rows. @throws {TenetError} with the code `OUT_OF_MEMORY`. */
export function networkStep(kernels: Kernels, network: TokenNetwork, batch: number): NetworkStep {
  return withArena(kernels, (arena) => {
    const layout = stateLayout(network);
    const [ids, time] = [arena.take(batch), arena.take(1)];
    const between = arena.take(batch * layout.values);
    const front = frontOf(kernels, arena, network, batch, ids);
    const steps = network.cells.map((cell, index) => {
      const below = layout.layers[index - 1];
      const input = below === undefined ? front.input : ({ kind: "rows", stride: below.width } as const);
      return cellStep(kernels, arena, cell, { batch, time, input, int8: network.int8 });
    });
    const at = layout.layers.map(({ before }) => before * batch * 4);
    const outputs = layout.layers.map(({ h }, index) => (at[index] as number) + h * 4);
    const last = layout.layers.at(-1) as StateLayout["layers"][number];
    const head = headOf(kernels, arena, network, batch, last.width);
    const logits = new Float32Array(batch * network.head.b.shape[0]);
    const work = batch * steps.reduce((sum, step) => sum + step.work, 0);

    /** A step of some rows, which depend on no other row. The last step has logits. */
    const walk = (emit: Emit, rows: RowsOf, previous: number, next: number, isLast: boolean) => {
      front.look(emit, rows);
      steps.forEach((step, index) => {
        const inputs = index === 0 ? front.address : next + (outputs[index - 1] as number);
        step.advance(emit, rows, inputs, previous + (at[index] as number), next + (at[index] as number));
      });
      if (isLast) head.apply(emit, rows, next + (outputs.at(-1) as number));
    };
    const isSharded = (steps: number) => !hasFewRows(batch) && isWorthSharding(kernels, steps * work);
    const programOf = (loops: readonly Loop[]): Program => ({
      total: batch,
      grain: grainFor(kernels, batch, rowsTogether),
      loops,
    });
    const callsOf = (rows: RowsOf, previous: number, next: number, isLast: boolean): Call[] => {
      const calls: Call[] = [];
      walk((part) => calls.push(part as Call), rows, previous, next, isLast);
      return calls;
    };
    const partsOf = (previous: number, next: number, isLast: boolean): Part[] => {
      if (isSharded(1)) {
        const body = (_: number, rows: Shard) => callsOf(rows, previous, next, isLast);
        return [programOf([{ first: 0, by: 1, count: 1, body }])];
      }
      const parts: Part[] = [];
      walk((part) => parts.push(part), wholeOf(batch, kernels.workspace()), previous, next, isLast);
      return parts;
    };
    const knownParts = recentParts(partsOf);
    const advance = (previous: number, next: number, isLast: boolean) => {
      if (!hasFewRows(batch)) prepareFor(kernels, work);
      for (const step of steps) step.prepare();
      for (const part of knownParts(previous, next, isLast, kernels.threads())) {
        if ("loops" in part) runOn(kernels, part, true);
        else callNow(part);
      }
    };
    let heap = viewsOf(kernels.memory);
    /** Reads the given ids. The steps alternate between two states, so that the last writes to `next` after `more` further steps. */
    const readAll = (given: Int32Array, firstStep: number, previous: number, next: number, more: number) => {
      const count = given.length / batch;
      let from = previous;
      for (let step = 0; step < count; step += 1) {
        // Memory that grows detaches views, and a product may grow it.
        if (heap.integers.buffer !== kernels.memory.buffer) heap = viewsOf(kernels.memory);
        const row = ids / 4;
        for (let index = 0; index < batch; index += 1)
          heap.integers[row + index] = given[index * count + step] as number;
        heap.floats[time / 4] = firstStep + step;
        const to = (count + more - step) % 2 === 1 ? next : between;
        advance(from, to, step === count - 1);
        from = to;
      }
      if (heap.integers.buffer !== kernels.memory.buffer) heap = viewsOf(kernels.memory);
    };

    const vocabulary = network.head.b.shape[0];
    const drawnStep = (count: number): DrawnStep => ({
      batch,
      vocabulary,
      ids,
      logits: head.address,
      advance: (from, to) => advance(from, to, true),
      callsOf: (rows, from, to) => callsOf(rows, from, to, true),
      runInShards: isSharded(count)
        ? (loops) => {
            prepareFor(kernels, count * work);
            runOn(kernels, programOf(loops), true);
          }
        : undefined,
    });
    return {
      batch,
      work,
      read(given, firstStep, previous, next) {
        readAll(given, firstStep, previous, next, 0);
        const first = head.address / 4;
        for (let index = 0; index < logits.length; index += 1)
          logits[index] = heap.floats[first + index] as number;
        return logits;
      },
      draw(given, firstStep, previous, next, draws) {
        const { count } = draws;
        readAll(given, firstStep, previous, next, count - 1);
        const [at, other] = count % 2 === 1 ? [next, between] : [between, next];
        return drawIds(kernels, drawnStep(count), draws, { at, other });
      },
      free: arena.free,
    };
  });
}

/** The whole memory, as int32 and as float32 values. */
function viewsOf({ buffer }: WebAssembly.Memory): { integers: Int32Array; floats: Float32Array } {
  return { integers: new Int32Array(buffer), floats: new Float32Array(buffer) };
}

/** `make`, which keeps its latest results. States move between few addresses, so that a text is written by the same calls again and again. */
function recentParts<Given extends readonly unknown[]>(make: (...given: Given) => Part[]) {
  const known: { readonly given: readonly unknown[]; readonly parts: Part[] }[] = [];
  return (...given: [...Given, threads: number]): Part[] => {
    for (const one of known) if (given.every((value, index) => value === one.given[index])) return one.parts;
    const [...own] = given;
    const parts = make(...(own.slice(0, -1) as unknown as Given));
    if (known.length === partsKept) known.pop();
    known.unshift({ given, parts });
    return parts;
  };
}

/** More than the states of one reader and those between them. */
const partsKept = 8;

/** Rows of a shard, at least. From packed weights, values do not depend on the number of rows. */
const rowsTogether = 8;

/** The input of the first cell: the ids themselves, or rows of the table, which `look` copies to `address`. */
function frontOf(kernels: Kernels, arena: Arena, { table }: TokenNetwork, batch: number, ids: number) {
  if (table === undefined) return { input: { kind: "ids" } as const, address: ids, look: () => {} };
  const [size, width] = table.shape;
  const [from, address] = [kernels.address(table), arena.take(batch * width)];
  return {
    input: { kind: "rows", stride: width } as const,
    address,
    look: (emit: Emit, { first, count }: RowsOf) =>
      emit(
        callOf(kernels.code, "gatherRows", [
          count,
          width,
          size,
          from,
          ids + first * 4,
          address + first * width * 4,
        ]),
      ),
  };
}

/** The head: `apply` writes h w + b to `address`, from the address of the first h. The values of h are `stride` values apart by row. */
function headOf(
  kernels: Kernels,
  arena: Arena,
  { head: { w, b, transposed }, int8 }: TokenNetwork,
  batch: number,
  stride: number,
) {
  const vocabulary = b.shape[0];
  const address = arena.take(batch * vocabulary);
  const multiply = product(kernels, arena, {
    m: batch,
    n: vocabulary,
    k: w.shape[transposed ? 1 : 0],
    b: kernels.address(w),
    transposeB: transposed,
    lda: stride,
    ldc: vocabulary,
    accumulate: true,
    int8,
  });
  const bias = kernels.address(b);
  return {
    apply(emit: Emit, rows: RowsOf, h: number) {
      const to = address + rows.first * vocabulary * 4;
      emit(callOf(kernels.code, "repeatRow", [rows.count, vocabulary, bias, to]));
      multiply(emit, rows, h, address);
    },
    address,
  };
}
