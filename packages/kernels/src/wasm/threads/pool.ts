import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { startWorker } from "#workers";
import { kernelModule } from "../module/binary.ts";
import { type Kernels, tileOf } from "../module/kernels.ts";
import type { CodeModule, CompiledFunction } from "./code-module.ts";
import { numbersOfRecord, readJob, recordLimit, runTaken, shardBits, takeShard, words } from "./job.js";
import { encodeProgram, type Program, shardsOf, type Workspaces } from "./program.ts";
import type { StartedWorker } from "./started-worker.ts";

/** Threads that run programs together on one shared memory: the caller, and workers that wait for jobs. */
export type Pool = {
  /**
   * Runs a program on `threads` threads, and returns when it is finished.
   *
   * @throws {TenetError} with the code `WORKER_DIED`.
   */
  run(program: Program, threads: number): void;
  /** The workers that are running. */
  readonly workers: readonly StartedWorker[];
  /** Begins to record the shards of all programs, up to 4096. The function that it returns ends the record. */
  record(): () => ShardRecord[];
};

/** A shard that a thread ran: the number of its program, and when it began and ended, in milliseconds since 1970. */
export type ShardRecord = {
  readonly program: number;
  readonly thread: number;
  readonly began: number;
  readonly ended: number;
};

/** The thread pool of the given kernels, created at the first call. Its workers start with the first program that needs them. */
export function poolOf(kernels: Kernels): Pool {
  const known = pools.get(kernels);
  if (known !== undefined) return known;
  const made = makePool(kernels);
  pools.set(kernels, made);
  return made;
}

const pools = new WeakMap<Kernels, Pool>();

/** The maximum length of a job, in numbers. */
const jobLength = 2 ** 15;
const controlBytes = 64;

/** A worker that has taken a shard and makes no progress for this long counts as dead. */
const patienceMs = 60_000;

function makePool(kernels: Kernels): Pool {
  const { memory, allocate, free } = kernels;
  const place = Math.ceil(allocate(2 * controlBytes + 8 * jobLength) / controlBytes) * controlBytes;
  const control = new Int32Array(memory.buffer, place, controlBytes / 4).fill(0);
  const job = place + controlBytes;
  const numbers = new Float64Array(memory.buffer, job, jobLength);
  const workers: StartedWorker[] = [];
  const code = codeIn(kernels);
  let workspaces: Workspaces & { threads: number } = { address: 0, bytes: 0, threads: 0 };
  let death: string | undefined;
  let jobs = 0;

  const ensure = (threads: number) => {
    if (workspaces.threads < threads) {
      const bytes = Math.ceil(kernels.exports.workspaceBytes() / controlBytes) * controlBytes;
      free(workspaces.address);
      workspaces = { address: allocate(threads * bytes), bytes, threads };
    }
    while (workers.length < threads - 1) {
      const thread = workers.length + 1;
      const start = { memory, kernels: kernelModule(kernels.build, true), control: place, job };
      const worker = startWorker({ ...start, length: jobLength, thread }, (reason) => {
        death ??= reason;
      });
      // The other threads take its shards.
      if (worker === undefined) break;
      workers.push(worker);
    }
  };

  return {
    workers,
    record() {
      const place = allocate(8 * numbersOfRecord * recordLimit);
      Atomics.store(control, words.recorded, 0);
      Atomics.store(control, words.record, place);
      return () => {
        Atomics.store(control, words.record, 0);
        const count = Math.min(Atomics.load(control, words.recorded), recordLimit);
        const records = recordsAt(memory, place, count);
        free(place);
        return records;
      };
    },
    run(program, threads) {
      if (death !== undefined) throw workerDied(death);
      ensure(threads);
      const encoded = encodeProgram(program, workspaces, code.placeOf);
      if (encoded.length > jobLength) {
        throw new RangeError(
          problem("@tenetjs/kernels", `at most ${jobLength} numbers in a job`, encoded.length),
        );
      }
      numbers.set(encoded);
      const shards = shardsOf(program);
      jobs += 1;
      Atomics.store(control, words.failed, 0);
      Atomics.store(control, words.tile, tileOf(kernels));
      if (Atomics.exchange(control, words.threads, threads) !== threads)
        Atomics.notify(control, words.threads);
      Atomics.store(control, words.unfinished, shards);
      Atomics.store(control, words.open, (jobs << shardBits) | shards);
      Atomics.notify(control, words.open);
      const read = readJob(numbers, code.functionsOf);
      try {
        for (let taken = takeShard(control); taken !== undefined; taken = takeShard(control)) {
          runTaken(read, taken, 0, control, memory);
          Atomics.sub(control, words.unfinished, 1);
        }
      } catch (error) {
        // The other threads may still use memory that the caller is about to free.
        while (takeShard(control) !== undefined) Atomics.sub(control, words.unfinished, 1);
        Atomics.sub(control, words.unfinished, 1);
        waitForOthers(control);
        throw error;
      }
      if (!waitForOthers(control)) {
        death = "it made no progress for a minute";
        throw workerDied(death);
      }
      if (Atomics.load(control, words.failed) !== 0) throw workerDied("its shard failed");
    },
  };
}

function recordsAt({ buffer }: WebAssembly.Memory, place: number, count: number): ShardRecord[] {
  const numbers = new Float64Array(buffer, place, count * numbersOfRecord);
  return Array.from({ length: count }, (_, index) => {
    const number = (which: number) => numbers[index * numbersOfRecord + which] as number;
    return { program: number(0), thread: number(1), began: number(2), ended: number(3) };
  });
}

/** Copies code modules to shared memory, where workers read them. They stay there for the life of the pool. */
function codeIn({ memory, allocate, code: statics }: Kernels) {
  const places = new Map<CodeModule, readonly [number, number]>([[statics, [0, 0]]]);
  const functions = new Map([[0, functionsOf(statics)]]);
  return {
    placeOf(module: CodeModule): readonly [number, number] {
      const known = places.get(module);
      if (known !== undefined) return known;
      const address = allocate(module.code.length);
      new Uint8Array(memory.buffer).set(module.code, address);
      const place = [address, module.code.length] as const;
      places.set(module, place);
      functions.set(address, functionsOf(module));
      return place;
    },
    functionsOf: (address: number) => functions.get(address) ?? [],
  };
}

function functionsOf({ exports }: CodeModule): CompiledFunction[] {
  return Object.values(exports);
}

/** Waits until all shards are finished. Returns false if the threads stop making progress first. */
function waitForOthers(control: Int32Array): boolean {
  let progress = Atomics.load(control, words.progress);
  let since = performance.now();
  const spinUntil = since + spinMs;
  for (;;) {
    const unfinished = Atomics.load(control, words.unfinished);
    if (unfinished === 0) return true;
    const now = performance.now();
    if (now > spinUntil && mayBlock) Atomics.wait(control, words.unfinished, unfinished, sliceMs);
    const seen = Atomics.load(control, words.progress);
    if (seen !== progress) [progress, since] = [seen, now];
    else if (now - since > patienceMs) return false;
  }
}

const spinMs = 1;
const sliceMs = 100;

/** The main thread of a page may not block. */
const mayBlock = typeof window === "undefined";

function workerDied(reason: string): TenetError {
  return new TenetError(
    "WORKER_DIED",
    problem(
      "@tenetjs/kernels",
      "all worker threads to be alive",
      phrase(`one that died (${reason})`),
      "Start again in a new process or page, or with { threads: 1 }.",
    ),
  );
}
