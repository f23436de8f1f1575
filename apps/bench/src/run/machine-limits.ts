import type { MachineTask } from "../cases/task.ts";
import type { MachineLimits } from "../results/results.ts";
import type { Subject } from "../subjects/subject.ts";
import { answerWithin, type Connect } from "./connection.ts";
import type { Pace } from "./pace.ts";

/** Of squares of these sizes the faster counts; and 256 MB are more than caches hold. */
const limits = {
  peak: [512, 1024].map((size) => ({ task: { kind: "product", size }, amount: 2 * size ** 3 })),
  bandwidth: [{ task: { kind: "read", size: 2 ** 26 }, amount: 4 * 2 ** 26 }],
} as const satisfies Record<keyof MachineLimits, readonly { task: MachineTask; amount: number }[]>;

/**
 * The machine's limits by the number of threads: GFLOP/s of our product of squares, and GB/s at which our product with a vector
 * reads a matrix. What cannot be measured is left out.
 */
export async function machineLimits(
  threadCounts: readonly number[],
  world: { readonly connect: Connect; readonly pace: Pace; readonly signal?: AbortSignal },
): Promise<MachineLimits> {
  const of = async (limit: keyof MachineLimits) => {
    const found: Record<string, number> = {};
    for (const threads of threadCounts) {
      for (const { task, amount } of limits[limit]) {
        if (world.signal?.aborted) continue;
        const milliseconds = await timeOf(task, threads, world);
        if (milliseconds === undefined) continue;
        found[threads] = Math.max(found[threads] ?? 0, amount / milliseconds / 1e6);
      }
    }
    return found;
  };
  return { peak: await of("peak"), bandwidth: await of("bandwidth") };
}

/** The fewest milliseconds that a task's call takes, for a limit is what nothing has disturbed; undefined where it does not run. */
async function timeOf(
  task: MachineTask,
  threads: number,
  { connect, pace }: { readonly connect: Connect; readonly pace: Pace },
): Promise<number | undefined> {
  const options = { backend: "wasm", threads, fused: true } as const;
  const subject: Subject = {
    id: "machine",
    title: "The machine",
    threads,
    adapter: "machine",
    options,
    hosts: ["node", "browser"],
    needs: [],
    can: () => false,
  };
  const connection = connect(subject);
  try {
    const errand = { ask: "prepare", adapter: subject.adapter, task, options } as const;
    await answerWithin(connection, errand, "versions", pace.longestStart);
    const work = { ask: "work", milliseconds: Math.max(400, pace.turn) } as const;
    const patience = work.milliseconds + 2 * pace.longestCall;
    return Math.min(...(await answerWithin(connection, work, "times", patience)).times);
  } catch {
    return undefined;
  } finally {
    connection.stop();
  }
}
