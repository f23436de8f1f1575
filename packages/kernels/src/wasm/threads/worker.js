// @ts-check
/* A thread of the pool. It runs shards of jobs until the process or page ends. */
import { readJob, runTaken, shardMask, takeShard, words } from "./job.js";

/**
 * @typedef {import("./job.js").KernelFunction} KernelFunction
 * @typedef {import("../../generated/kernel-exports.ts").KernelExports} KernelExports
 * @typedef {object} Start the data that a worker starts with
 * @property {WebAssembly.Memory} memory
 * @property {WebAssembly.Module} kernels
 * @property {number} control the address of the control block
 * @property {number} job the address of the job
 * @property {number} length the maximum length of a job
 * @property {number} thread the worker's number
 */

/**
 * How long a worker spins for the next job before it waits. Waking waiting workers costs the caller about 100 us on a virtual machine,
 * and the jobs of a training step follow each other within less than this time.
 */
const spinMs = 2;
/** Polls between two reads of the clock. */
const polls = 64;
/** Tells the CPU that this is a spin loop, if the runtime supports that. */
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
      // Read the job only after taking a shard, since it may change until then, but not before that shard is finished.
      const job = readJob(numbers, functions);
      statics.useTile(Atomics.load(control, words.tile));
      while (taken !== undefined) {
        runTaken(job, taken, thread, control, memory);
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
  let end = performance.now() + spinMs;
  for (;;) {
    const threads = Atomics.load(control, words.threads);
    if (thread >= threads) {
      Atomics.wait(control, words.threads, threads);
      end = performance.now() + spinMs;
      continue;
    }
    for (let poll = 0; poll < polls; poll += 1) {
      if ((Atomics.load(control, words.open) & shardMask) > 0) return;
      pause();
    }
    if (performance.now() < end) continue;
    const open = Atomics.load(control, words.open);
    if ((open & shardMask) > 0) return;
    Atomics.wait(control, words.open, open);
    end = performance.now() + spinMs;
  }
}

/**
 * @param {WebAssembly.Memory} memory
 * @param {number} place
 * @param {number} bytes
 */
function instantiate(memory, place, bytes) {
  // If another thread has grown the memory, this thread sees it with a delay.
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
else {
  globalThis.onmessage = ({ data }) => serve(data);
  // Tells the page that this program was loaded and runs.
  globalThis.postMessage("running");
}
