import type { MachineTask } from "../cases/task.ts";
import type { Gpu, MachineLimits } from "../results/results.ts";
import { peakKey } from "../results/roof-of.ts";
import type { Subject, SubjectOptions } from "../subjects/subject.ts";
import { answerWithin, type Connect, type Connection } from "./connection.ts";
import type { Pace } from "./pace.ts";
import type { Facts } from "./requests.ts";

/** A task, and the operations or bytes of one call. */
type Limit = { readonly task: MachineTask; readonly amount: number };

const product = (size: number): Limit => ({ task: { kind: "product", size }, amount: 2 * size ** 3 });

/** 128 MB of float32 values, which is more than caches hold. */
const many = 2 ** 25;

/** A call takes few milliseconds on one thread, so that a short sample has several. */
const square = product(512);
const reading: Limit = { task: { kind: "read", size: many }, amount: 4 * many };

/** Each is larger than the one before. They are tried until a call takes so long that submitting it and waiting for it are negligible. */
const gpuLimits = {
  peak: [512, 1024, 2048, 4096, 8192].map(product),
  bandwidth: [1, 8, 64, 512].map(
    (times): Limit => ({ task: { kind: "copy", size: 2 * many, times }, amount: 16 * many * times }),
  ),
};

/** Milliseconds. */
const longEnough = 100;

/** The first sample also compiles, and finds the fastest tile. */
const firstSampleMs = 400;

/** Later ones take what disturbs least. */
const sampleMs = 40;

/** The limits to measure: the processor's for these threads and forms, and, if `gpu`, the GPU's. */
type Wanted = {
  readonly forms: readonly Pick<SubjectOptions, "threads" | "form">[];
  readonly gpu: boolean;
};

type World = { readonly connect: Connect; readonly pace: Pace; readonly signal?: AbortSignal };

/** Limits of the machine that are measured again and again. */
export type LimitSampler = {
  /** Works a short time on each limit. */
  sample(): Promise<void>;
  /** The best so far. A limit is what nothing disturbs, so every sample can only raise it. */
  limits(): MachineLimits;
  stop(): void;
};

/**
 * The machine's limits, sampled between the rounds of a run, so that no other program disturbs all samples. For the processor: GFLOP/s of our
 * product of square matrices by the number of threads and the form of the kernels, and GB/s at which our matrix-vector product reads a matrix.
 * For the GPU, measured at the start: GFLOP/s of our product there, and GB/s that a copy reads and writes. Limits that cannot be measured are
 * left out.
 */
export async function limitSampler({ forms, gpu }: Wanted, world: World): Promise<LimitSampler> {
  const peak: Record<string, number> = {};
  const bandwidth: Record<string, number> = {};
  const options = forms.map((form) => ({ backend: "wasm", fused: true, ...form }) as const);
  const byThreads = [...new Map(options.map((one) => [one.threads, one])).values()];
  const lanes = new Set<Lane>();
  for (const [limit, wanted, found] of [
    [square, options, peak],
    [reading, byThreads, bandwidth],
  ] as const) {
    for (const one of wanted) {
      const lane = await startLane(limit.task, one, world);
      if (lane === undefined) continue;
      const key = limit === square ? peakKey(one.threads, lane.facts.form ?? "strict") : String(one.threads);
      const keep = (milliseconds: number) => {
        found[key] = Math.max(found[key] ?? 0, limit.amount / milliseconds / 1e6);
      };
      lanes.add({ ...lane, keep });
    }
  }
  const sampleFor = async (milliseconds: number) => {
    for (const lane of lanes) {
      if (world.signal?.aborted) return;
      const least = await leastTime(lane.connection, milliseconds, world);
      if (least !== undefined) lane.keep(least);
      else {
        lane.connection.stop();
        lanes.delete(lane);
      }
    }
  };
  await sampleFor(firstSampleMs);
  const ofGpu = gpu ? await limitsOfGpu(world) : undefined;
  return {
    sample: () => sampleFor(sampleMs),
    limits: () => ({ peak: { ...peak }, bandwidth: { ...bandwidth }, ...(ofGpu && { gpu: ofGpu }) }),
    stop: () => {
      for (const { connection } of lanes) connection.stop();
    },
  };
}

type Lane = {
  readonly connection: Connection;
  readonly facts: Facts;
  keep(milliseconds: number): void;
};

async function limitsOfGpu(world: World): Promise<MachineLimits["gpu"]> {
  const best = async (of: readonly Limit[]) => {
    let rate = 0;
    let gpu: Gpu | undefined;
    for (const { task, amount } of of) {
      const lane = await startLane(task, { backend: "webgpu", threads: 1, fused: true }, world);
      if (lane === undefined) break;
      const least = await leastTime(lane.connection, firstSampleMs, world);
      lane.connection.stop();
      if (least === undefined || lane.facts.adapter === undefined) break;
      rate = Math.max(rate, amount / least / 1e6);
      gpu = lane.facts.adapter;
      if (least >= longEnough) break;
    }
    return gpu === undefined ? undefined : { rate, gpu };
  };
  const [peak, bandwidth] = [await best(gpuLimits.peak), await best(gpuLimits.bandwidth)];
  if (peak === undefined || bandwidth === undefined) return undefined;
  return { ...peak.gpu, peak: peak.rate, bandwidth: bandwidth.rate };
}

/** A process with the task prepared; undefined where the task does not run. */
async function startLane(
  task: MachineTask,
  options: SubjectOptions,
  { connect, pace, signal }: World,
): Promise<Omit<Lane, "keep"> | undefined> {
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
    const job = { ask: "prepare", adapter: subject.adapter, task, options } as const;
    return { connection, facts: await answerWithin(connection, job, "versions", pace.longestStart) };
  } catch {
    connection.stop();
    return undefined;
  }
}

/** The least milliseconds that a call took, since anything else that happens on the machine only adds time; undefined after a failure. */
async function leastTime(
  connection: Connection,
  milliseconds: number,
  { pace }: World,
): Promise<number | undefined> {
  const work = { ask: "work", milliseconds } as const;
  const patience = milliseconds + 2 * pace.longestCall;
  try {
    return Math.min(...(await answerWithin(connection, work, "times", patience)).times);
  } catch {
    return undefined;
  }
}
