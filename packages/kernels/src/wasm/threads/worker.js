// @ts-check
/* A thread of the pool: takes shards of jobs for as long as the process or page lives. */
import { readJob, runShard, shardMask, takeShard, words } from "./job.js";

/**
 * @typedef {import("./job.js").KernelFunction} KernelFunction
 * @typedef {import("../../generated/kernel-exports.ts").KernelExports} KernelExports
 * @typedef {object} Start what a worker is started with
 * @property {WebAssembly.Memory} memory
 * @property {WebAssembly.Module} kernels
 * @property {number} control address of the block by which threads agree
 * @property {number} job address of the job
 * @property {number} length of the job, at most
 * @property {number} thread its number
 */

/**
 * How long a worker looks out for the next job before it sleeps. To wake sleepers costs the caller some 100 us on a virtual machine,
 * and the jobs of a training step follow each other within less than this.
 */
const lookOutMs = 2;
/** Looks between two at the clock. */
const looks = 64;
/** Tells the processor that this is a loop that waits, where the runtime has words for it. */
const pause = /** @type {{ pause?: () => void }} */ (/** @type {unknown} */ (Atomics)).pause ?? (() => {});

/** @param {Start} start */
function serve({ memory, kernels, control: address, job: jobAddress, length, thread }) {
  const control = new Int32Array(memory.buffer, address, Object.keys(words).length);
  const numbers = new Float64Array(memory.buffer, jobAddress, length);
  const statics = /** @type {KernelExports} */ (
    new WebAssembly.Instance(kernels, { env: { memory } }).exports
  );
  const modules = new Map([[0, functionsOf(statics)]]);
  const functions = (/** @type {number} */ place, /** @type {number} */ bytes) => {
    const known = modules.get(place);
    if (known !== undefined) return known;
    const made = functionsOf(instantiate(memory, place, bytes));
    modules.set(place, made);
    return made;
  };
  for (;;) {
    waitForWork(control, thread);
    let taken = takeShard(control);
    if (taken === undefined) continue;
    try {
      // Not before a shard is taken: from then on the job stays until the shard is done.
      const job = readJob(numbers, functions);
      statics.useTile(Atomics.load(control, words.tile));
      while (taken !== undefined) {
        runShard(job, taken.shard, thread, control);
        done(control);
        taken = takeShard(control, taken.number);
      }
    } catch {
      Atomics.store(control, words.failed, 1);
      done(control);
    }
  }
}

/** @param {Int32Array} control */
function done(control) {
  if (Atomics.sub(control, words.unfinished, 1) === 1) Atomics.notify(control, words.unfinished);
}

/**
 * @param {Int32Array} control
 * @param {number} thread
 */
function waitForWork(control, thread) {
  let end = performance.now() + lookOutMs;
  for (;;) {
    const threads = Atomics.load(control, words.threads);
    if (thread >= threads) {
      Atomics.wait(control, words.threads, threads);
      end = performance.now() + lookOutMs;
      continue;
    }
    for (let look = 0; look < looks; look += 1) {
      if ((Atomics.load(control, words.open) & shardMask) > 0) return;
      pause();
    }
    if (performance.now() < end) continue;
    const open = Atomics.load(control, words.open);
    if ((open & shardMask) > 0) return;
    Atomics.wait(control, words.open, open);
    end = performance.now() + lookOutMs;
  }
}

/**
 * @param {WebAssembly.Memory} memory
 * @param {number} place
 * @param {number} bytes
 */
function instantiate(memory, place, bytes) {
  // Where another thread has let memory grow, this one learns of it soon.
  while (memory.buffer.byteLength < place + bytes);
  const code = new Uint8Array(memory.buffer, place, bytes).slice();
  return new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } }).exports;
}

/** @param {object} exports */
function functionsOf(exports) {
  return /** @type {KernelFunction[]} */ (Object.values(exports));
}

const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
if (node) serve(node.workerData);
else globalThis.onmessage = ({ data }) => serve(data);
