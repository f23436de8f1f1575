import type { MachineTask } from "../cases/task.ts";
import type { Gpu, MachineLimits } from "../results/results.ts";
import type { Subject, SubjectOptions } from "../subjects/subject.ts";
import { answerWithin, type Connect } from "./connection.ts";
import type { Pace } from "./pace.ts";

/** A task, and the operations or bytes of one call. */
type Limit = { readonly task: MachineTask; readonly amount: number };

const product = (size: number): Limit => ({ task: { kind: "product", size }, amount: 2 * size ** 3 });

/** 256 MB of float32 values, which is more than caches hold. */
const many = 2 ** 26;

/** Where there are several, the best rate counts. */
const limits = {
  peak: [product(512), product(1024)],
  bandwidth: [{ task: { kind: "read", size: many }, amount: 4 * many }],
} as const satisfies Record<"peak" | "bandwidth", readonly Limit[]>;

/** Each is larger than the one before. They are tried until a call takes so long that submitting it and waiting for it are negligible. */
const gpuLimits = {
  peak: [512, 1024, 2048, 4096, 8192].map(product),
  bandwidth: [1, 8, 64, 512].map(
    (times): Limit => ({ task: { kind: "copy", size: many, times }, amount: 8 * many * times }),
  ),
};

/** Milliseconds. */
const longEnough = 100;

/** The limits to measure: the processor's on these numbers of threads, and, if `gpu`, the GPU's. */
type Wanted = { readonly threads: readonly number[]; readonly gpu: boolean };

type World = { readonly connect: Connect; readonly pace: Pace; readonly signal?: AbortSignal };

/**
 * The machine's limits. For the processor, by the number of threads: GFLOP/s of our product of square matrices, and GB/s at which our
 * matrix-vector product reads a matrix. For the GPU: GFLOP/s of our product there, and GB/s that a copy reads and writes. Limits that cannot
 * be measured are left out.
 */
export async function machineLimits({ threads, gpu }: Wanted, world: World): Promise<MachineLimits> {
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
  const limitsThere = gpu ? await limitsOfGpu(world) : undefined;
  return limitsThere === undefined ? known : { ...known, gpu: limitsThere };
}

async function limitsOfGpu(world: World): Promise<MachineLimits["gpu"]> {
  const best = async (of: readonly Limit[]) => {
    let rate = 0;
    let gpu: Gpu | undefined;
    for (const { task, amount } of of) {
      const took = await timeOf(task, { backend: "webgpu", threads: 1, fused: true }, world);
      if (took?.gpu === undefined) break;
      rate = Math.max(rate, amount / took.milliseconds / 1e6);
      gpu = took.gpu;
      if (took.milliseconds >= longEnough) break;
    }
    return gpu === undefined ? undefined : { rate, gpu };
  };
  const [peak, bandwidth] = [await best(gpuLimits.peak), await best(gpuLimits.bandwidth)];
  if (peak === undefined || bandwidth === undefined) return undefined;
  return { ...peak.gpu, peak: peak.rate, bandwidth: bandwidth.rate };
}

/**
 * The least milliseconds that a call of the task took, and the GPU that computed it, if any. A limit is a minimum, because anything else that
 * happens on the machine only adds time. Undefined where the task does not run.
 */
async function timeOf(
  task: MachineTask,
  options: SubjectOptions,
  { connect, pace, signal }: World,
): Promise<{ readonly milliseconds: number; readonly gpu: Gpu | undefined } | undefined> {
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
    const { adapter } = await answerWithin(connection, job, "versions", pace.longestStart);
    const work = { ask: "work", milliseconds: Math.max(400, pace.turn) } as const;
    const patience = work.milliseconds + 2 * pace.longestCall;
    const { times } = await answerWithin(connection, work, "times", patience);
    return { milliseconds: Math.min(...times), gpu: adapter };
  } catch {
    return undefined;
  } finally {
    connection.stop();
  }
}
