// @ts-check
/*
 * A job as it lies in shared memory, and how a shard of it is run. Plain JavaScript, because Node starts a worker from a file as it
 * is, from the sources as from a build.
 *
 * A job is a list of numbers: how many shards there are, how many rows each has, how many rows there are in all (the last shard has
 * what is left over), how many loops. Then for each loop: how often it runs, and how many calls its body has. For each of those: the
 * address and size of the module (0 for the static kernels), the place of the function among its exports, the number of its
 * arguments; and for each argument five numbers: its value in the first shard and step, and what each shard, row, thread and step
 * adds to it.
 */

/**
 * @typedef {(...numbers: number[]) => unknown} KernelFunction
 * @typedef {{ run: KernelFunction, terms: Float64Array }} Call
 * @typedef {{ count: number, calls: Call[] }} Loop
 * @typedef {{ shards: number, grain: number, total: number, loops: Loop[] }} Job
 */

/** Numbers that describe an argument. */
export const termsOfArgument = 5;

/** The words of the block by which threads agree, as indices of 32-bit integers. */
export const words = {
  /** The number of the job, and in the lowest bits how many of its shards nobody has taken. */
  open: 0,
  /** How many shards are not done. */
  unfinished: 1,
  /** Whether a shard ended in an error. */
  failed: 2,
  /** The tile of products. */
  tile: 3,
  /** How many threads take part. */
  threads: 4,
  /** Changes while someone works. */
  progress: 5,
};

/** The lowest bits of the word `open`: shards that are left, below the job's number. */
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
 * Runs shard number `shard` on thread number `thread`.
 *
 * @param {Job} job
 * @param {number} shard
 * @param {number} thread
 * @param {Int32Array} control
 */
export function runShard({ shards, grain, total, loops }, shard, thread, control) {
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
 * Takes a shard that nobody has taken, of the job of that number or, without one, of whichever there is.
 *
 * @param {Int32Array} control
 * @param {number} [wanted]
 * @returns {{ shard: number, number: number } | undefined} the shard and the job's number; nothing when there is none
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
