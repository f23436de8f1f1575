import type { MachineTask } from "../cases/task.ts";
import type { GraphicsCard, MachineLimits } from "../results/results.ts";
import type { Subject, SubjectOptions } from "../subjects/subject.ts";
import { answerWithin, type Connect } from "./connection.ts";
import type { Pace } from "./pace.ts";

/** A task, and the operations or bytes of a call. */
type Limit = { readonly task: MachineTask; readonly amount: number };

const product = (size: number): Limit => ({ task: { kind: "product", size }, amount: 2 * size ** 3 });

/** 256 MB are more than caches hold. */
const many = 2 ** 26;

/** Of several, that with the best rate counts. */
const limits = {
  peak: [product(512), product(1024)],
  bandwidth: [{ task: { kind: "read", size: many }, amount: 4 * many }],
} as const satisfies Record<"peak" | "bandwidth", readonly Limit[]>;

/** Each asks more of a card than the one before: until a call takes so long that to send it there and to wait for it is nothing. */
const cardLimits = {
  peak: [512, 1024, 2048, 4096, 8192].map(product),
  bandwidth: [1, 8, 64, 512].map(
    (times): Limit => ({ task: { kind: "copy", size: many, times }, amount: 8 * many * times }),
  ),
};

/** In milliseconds. */
const longEnough = 100;

/** What is to be measured: the processor on so many threads, and whether the graphics card. */
export type Measured = { readonly threads: readonly number[]; readonly card: boolean };

type World = { readonly connect: Connect; readonly pace: Pace; readonly signal?: AbortSignal };

/**
 * The machine's limits. Of the processor, by the number of threads: GFLOP/s of our product of squares, and GB/s at which our product with
 * a vector reads a matrix. Of the graphics card: GFLOP/s of our product there, and GB/s that a copy reads and writes. What cannot be
 * measured is left out.
 */
export async function machineLimits({ threads, card }: Measured, world: World): Promise<MachineLimits> {
  const of = async (limit: "peak" | "bandwidth") => {
    const found: Record<string, number> = {};
    for (const count of threads) {
      const options = { backend: "wasm", threads: count, fused: true } as const;
      for (const { task, amount } of limits[limit]) {
        const took = await timeOf(task, options, world);
        if (took === undefined) continue;
        found[count] = Math.max(found[count] ?? 0, amount / took.milliseconds / 1e6);
      }
    }
    return found;
  };
  const known = { peak: await of("peak"), bandwidth: await of("bandwidth") };
  const gpu = card ? await limitsOfCard(world) : undefined;
  return gpu === undefined ? known : { ...known, gpu };
}

async function limitsOfCard(world: World): Promise<MachineLimits["gpu"]> {
  const best = async (of: readonly Limit[]) => {
    let rate = 0;
    let card: GraphicsCard | undefined;
    for (const { task, amount } of of) {
      const took = await timeOf(task, { backend: "webgpu", threads: 1, fused: true }, world);
      if (took?.card === undefined) break;
      rate = Math.max(rate, amount / took.milliseconds / 1e6);
      card = took.card;
      if (took.milliseconds >= longEnough) break;
    }
    return card === undefined ? undefined : { rate, card };
  };
  const [peak, bandwidth] = [await best(cardLimits.peak), await best(cardLimits.bandwidth)];
  if (peak === undefined || bandwidth === undefined) return undefined;
  return { ...peak.card, peak: peak.rate, bandwidth: bandwidth.rate };
}

/**
 * The fewest milliseconds that a task's call takes, for a limit is what nothing has disturbed, and the card that did it, if one did;
 * undefined where it does not run.
 */
async function timeOf(
  task: MachineTask,
  options: SubjectOptions,
  { connect, pace, signal }: World,
): Promise<{ readonly milliseconds: number; readonly card: GraphicsCard | undefined } | undefined> {
  if (signal?.aborted) return undefined;
  const subject: Subject = {
    id: "machine",
    title: "The machine",
    threads: options.threads,
    adapter: "machine",
    options,
    hosts: ["node", "browser"],
    needs: [],
    can: () => false,
  };
  const connection = connect(subject);
  try {
    const errand = { ask: "prepare", adapter: subject.adapter, task, options } as const;
    const { adapter } = await answerWithin(connection, errand, "versions", pace.longestStart);
    const work = { ask: "work", milliseconds: Math.max(400, pace.turn) } as const;
    const patience = work.milliseconds + 2 * pace.longestCall;
    const { times } = await answerWithin(connection, work, "times", patience);
    return { milliseconds: Math.min(...times), card: adapter };
  } catch {
    return undefined;
  } finally {
    connection.stop();
  }
}
