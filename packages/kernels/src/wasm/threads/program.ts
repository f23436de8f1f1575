import { type Call, callNow } from "./call.ts";
import type { CodeModule } from "./code-module.ts";

/** Adjacent rows, columns or values that one thread computes, and the thread's scratch space. */
export type Shard = {
  readonly index: number;
  readonly first: number;
  readonly count: number;
  /** The address of {@link KernelExports.workspaceBytes} of scratch space that no other thread uses. */
  readonly workspace: number;
};

/** Calls that run for the steps `first`, `first + by`, and so on, `count` times. */
export type Loop = {
  readonly first: number;
  readonly by: number;
  readonly count: number;
  /**
   * The calls of one step. In a program that runs in shards, every step has to call the same functions, and every argument has to be a
   * linear function of the step and of the shard's `first`, `count` and `workspace`.
   */
  readonly body: (step: number, shard: Shard) => readonly Call[];
};

/** Work that threads do together: `total` rows in shards of `grain` rows. The last shard also has the remaining rows. */
export type Program = {
  readonly total: number;
  readonly grain: number;
  readonly loops: readonly Loop[];
  /** Whether a single thread takes the shards one after another as well, rather than all rows at once. Default: false. */
  readonly alwaysInShards?: boolean;
};

/** The number of shards of a program. */
export function shardsOf({ total, grain }: Pick<Program, "total" | "grain">): number {
  return Math.max(1, Math.floor(total / grain));
}

/** A whole program as one shard. */
export function wholeOf(total: number, workspace: number): Shard {
  return { index: 0, first: 0, count: total, workspace };
}

/** The shards of a program on a thread with the given scratch space. They are the same on any number of threads. */
export function shardList({ total, grain }: Pick<Program, "total" | "grain">, workspace: number): Shard[] {
  const count = shardsOf({ total, grain });
  return Array.from({ length: count }, (_, index) => ({
    index,
    first: index * grain,
    count: index === count - 1 ? total - index * grain : grain,
    workspace,
  }));
}

/** The scratch spaces of the threads: that of thread n starts at `address + n * bytes`. */
export type Workspaces = { readonly address: number; readonly bytes: number };

/**
 * The program as a list of numbers: see `job.js`. To find how each argument depends on shard, row, thread and step, it evaluates the
 * calls at one point, and then one shard, row, thread and step further.
 */
export function encodeProgram(
  program: Program,
  { address, bytes }: Workspaces,
  placeOf: (module: CodeModule) => readonly [address: number, bytes: number],
): number[] {
  const { total, grain } = program;
  const loops = program.loops.filter(({ count }) => count > 0);
  const shard = (index: number, count: number, thread: number): Shard => ({
    index,
    first: index * grain,
    count,
    workspace: address + thread * bytes,
  });
  const job = [shardsOf(program), grain, total, loops.length];
  for (const { first, by, count, body } of loops) {
    const origin = body(first, shard(0, 0, 0));
    const further = [
      body(first, shard(1, 0, 0)),
      body(first, shard(0, 1, 0)),
      body(first, shard(0, 0, 1)),
      count > 1 ? body(first + by, shard(0, 0, 0)) : origin,
    ];
    job.push(count, origin.length);
    origin.forEach(({ of, name, args }, call) => {
      job.push(...placeOf(of), Object.keys(of.exports).indexOf(name), args.length);
      args.forEach((value, index) => {
        job.push(value);
        for (const calls of further) job.push((calls[call]?.args[index] as number) - value);
      });
    });
  }
  return job;
}

/** Runs a program on this thread, as one shard unless it is `alwaysInShards`. */
export function runAlone(program: Program, workspace: number): void {
  const { total, loops, alwaysInShards = false } = program;
  for (const shard of alwaysInShards ? shardList(program, workspace) : [wholeOf(total, workspace)]) {
    for (const { first, by, count, body } of loops) {
      for (let step = 0; step < count; step += 1) {
        for (const call of body(first + step * by, shard)) callNow(call);
      }
    }
  }
}
