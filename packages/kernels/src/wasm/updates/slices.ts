import type { Kernels } from "../module/kernels.ts";
import type { Call } from "../threads/call.ts";
import { choiceFor, isLarge } from "../threads/choice.ts";
import { run } from "../threads/run.ts";

/** Work on `count` adjacent float32 values that can be cut into slices. */
export type Sliced = {
  readonly count: number;
  /** The call for the `count` values that start `offset` bytes after the first one, which are the given slice. Its arguments are linear in all three. */
  readonly call: (count: number, offset: number, slice: number) => Call;
};

/** Into how many slices each list is cut. It does not depend on the number of threads, so that sums of slices do not either. */
export function slicesOf(lists: readonly Pick<Sliced, "count">[]): number {
  return isLarge(workOf(lists)) ? most : 1;
}

/** Runs work on lists of values, cut into slices for all threads if it is large. All slices but the last have the same size. `kind` names the work. */
export function runInSlices(kernels: Kernels, kind: string, lists: readonly Sliced[]): void {
  const slices = slicesOf(lists);
  const loops = lists.map(({ count, call }) => {
    // A multiple of 16 bytes, so that the values which a vector operation takes together do not depend on the slices.
    const size = 4 * Math.floor(count / slices / 4);
    const rest = count - slices * size;
    return {
      ...{ first: 0, by: 1, count: 1 },
      body: (_: number, { first, count: rows }: { readonly first: number; readonly count: number }) => {
        const slice = first / rowsOfSlice;
        return [call(size + (rows - rowsOfSlice) * rest, slice * size * 4, slice)];
      },
    };
  });
  const program = { total: slices * rowsOfSlice + 1, grain: rowsOfSlice, loops, alwaysInShards: true };
  run(kernels, program, choiceFor(kernels, kind, workOf(lists)));
}

/** A slice is two rows of a program, and the last one three: so what is left over of a list is linear in the number of rows. */
const rowsOfSlice = 2;
const most = 8;

function workOf(lists: readonly Pick<Sliced, "count">[]): number {
  return lists.reduce((sum, { count }) => sum + count, 0) * workPerValue;
}

/** What a value takes, in multiplications and additions of a product. The text model's 260,000 parameters take as long on two threads as on one. */
const workPerValue = 4;
