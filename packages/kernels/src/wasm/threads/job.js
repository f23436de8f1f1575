// @ts-check
/*
 * The format of a job in shared memory, and the functions that run its shards. This is plain JavaScript, because Node starts a worker
 * from a file as it is, both from the sources and from a build.
 *
 * A job is a list of numbers. It starts with the number of shards, the rows of each shard, the rows in total (the last shard also has
 * the remaining rows) and the number of loops. For each loop follow the number of iterations and of calls in its body. For each call
 * follow the address and size of the module (0 for the static kernels), the index of the function among its exports, and the number of
 * arguments. For each argument follow five numbers: its value in the first shard and step, and what each shard, row, thread and step
 * adds to it.
 */

/**
 * @typedef {(...numbers: number[]) => unknown} KernelFunction
 * @typedef {{ run: KernelFunction, terms: Float64Array }} Call
 * @typedef {{ count: number, calls: Call[] }} Loop
 * @typedef {{ shards: number, grain: number, total: number, loops: Loop[] }} Job
 */

/** The count of numbers that describe an argument. */
export const termsOfArgument = 5;

/** The words of the control block that synchronises the threads, as indices of 32-bit integers. */
export const words = {
  /** The number of the job, and in the lowest bits the number of its shards that no thread has taken. */
  open: 0,
  /** The number of shards that are not finished. */
  unfinished: 1,
  /** Whether a shard failed. */
  failed: 2,
  /** The tile of products. */
  tile: 3,
  /** The number of threads that take part. */
  threads: 4,
  /** Changes with every step that a thread finishes. */
  progress: 5,
  /** The address of the record of shards, or 0 if none is kept. */
  record: 6,
  /** The number of shards in the record. */
  recorded: 7,
};

/** The count of numbers that describe a shard in a record: its job, its thread, and when it began and ended, in milliseconds since 1970. */
export const numbersOfRecord = 4;
/** The number of shards that a record has room for. */
export const recordLimit = 4096;

/** The width of the lowest bits of the word `open`, which count the remaining shards. The job's number is above them. */
export const shardBits = 12;
export const shardMask = 2 ** shardBits - 1;

/**
 * @param {Float64Array} numbers
 * @param {(address: number, bytes: number) => KernelFunction[]} functionsOf the exports of a module in order
 * @returns {Job}
 */
export function readJob(numbers, functionsOf) {
  let at = 0;
  const next = () => /** @type {number} */ (numbers[at++]);
  const [shards, grain, total] = [next(), next(), next()];
  const loops = Array.from({ length: next() }, () => {
    const count = next();
    const calls = Array.from({ length: next() }, () => {
      const functions = functionsOf(next(), next());
      const run = /** @type {KernelFunction} */ (functions[next()]);
      const length = next() * termsOfArgument;
      at += length;
      return { run, terms: numbers.slice(at - length, at) };
    });
    return { count, calls };
  });
  return { shards, grain, total, loops };
}

/**
 * Runs a shard that a thread has taken, and adds it to the record if one is kept.
 *
 * @param {Job} job
 * @param {{ shard: number, number: number }} taken
 * @param {number} thread
 * @param {Int32Array} control
 * @param {WebAssembly.Memory} memory
 */
export function runTaken(job, { shard, number }, thread, control, memory) {
  const place = Atomics.load(control, words.record) >>> 0;
  if (place === 0) return runShard(job, shard, thread, control);
  const began = now();
  runShard(job, shard, thread, control);
  const index = Atomics.add(control, words.recorded, 1);
  if (index >= recordLimit) return;
  // If another thread has grown the memory, this thread sees it with a delay.
  while (memory.buffer.byteLength < place + 8 * numbersOfRecord * recordLimit);
  new Float64Array(memory.buffer, place, numbersOfRecord * recordLimit).set(
    [number, thread, began, now()],
    index * numbersOfRecord,
  );
}

/** A clock that all threads share. */
function now() {
  return performance.timeOrigin + performance.now();
}

/**
 * Runs a shard of a job on a thread, both given by their numbers.
 *
 * @param {Job} job
 * @param {number} shard
 * @param {number} thread
 * @param {Int32Array} control
 */
function runShard({ shards, grain, total, loops }, shard, thread, control) {
  const rows = shard === shards - 1 ? total - shard * grain : grain;
  for (const { count, calls } of loops) {
    const prepared = calls.map(({ run, terms }) => {
      const length = terms.length / termsOfArgument;
      const args = new Array(length).fill(0);
      const steps = new Array(length).fill(0);
      for (let index = 0; index < length; index += 1) {
        const term = (/** @type {number} */ which) =>
          /** @type {number} */ (terms[index * termsOfArgument + which]);
        args[index] = term(0) + shard * term(1) + rows * term(2) + thread * term(3);
        steps[index] = term(4);
      }
      return { run, args, steps };
    });
    for (let step = 0; step < count; step += 1) {
      for (const { run, args, steps } of prepared) {
        run(...args);
        for (let index = 0; index < args.length; index += 1) args[index] += steps[index];
      }
      Atomics.add(control, words.progress, 1);
    }
  }
}

/**
 * Takes a shard that no other thread has taken, of the job `wanted` or, by default, of the current job.
 *
 * @param {Int32Array} control
 * @param {number} [wanted]
 * @returns {{ shard: number, number: number } | undefined} the shard and the job's number; undefined if none is left
 */
export function takeShard(control, wanted) {
  for (;;) {
    const open = Atomics.load(control, words.open);
    const number = open >> shardBits;
    const left = open & shardMask;
    if (left === 0 || (wanted ?? number) !== number) return undefined;
    if (Atomics.compareExchange(control, words.open, open, open - 1) === open)
      return { shard: left - 1, number };
  }
}
