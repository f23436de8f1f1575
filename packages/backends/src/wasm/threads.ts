import type { KernelBackend } from "@tensorflow/tfjs-core";
import { parallelism } from "#host";
import { asWasmBackend, wasmMemory } from "../private-fields.ts";
import type { Threads } from "../threads.ts";
import { whyUnshared } from "./shared-memory.ts";
import { startWorkers } from "./workers.ts";

/** The default number of threads: the number of hardware threads, up to four. */
export function defaultThreads(): number {
  return Math.min(parallelism(), maxByDefault);
}

const maxByDefault = 4;

/**
 * Sets the number of threads of our kernels on `backend`, and returns it. It is 1 if the backend's memory is not shared, or if the workers
 * cannot run.
 */
export async function setThreads(backend: KernelBackend, wanted: number): Promise<Threads> {
  const whyOneThread = wanted === 1 ? undefined : await whyAlone(backend, wanted);
  const threads = whyOneThread === undefined ? wanted : 1;
  threadsByBackend.set(backend, threads);
  return whyOneThread === undefined ? { threads } : { threads, whyOneThread };
}

async function whyAlone(backend: KernelBackend, threads: number): Promise<string | undefined> {
  if (!isShared(wasmMemory(asWasmBackend(backend)))) {
    return whyUnshared() ?? "tfjs's WASM backend was started with one thread before";
  }
  const failure = await startWorkers(threads - 1);
  return failure === undefined ? undefined : `a worker could not be started: ${failure}`;
}

/** Whether threads can share `memory`. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}

/** The number of threads that kernels on `backend` may use: 1 unless `start` set another. */
export function threadsOf(backend: object): number {
  return threadsByBackend.get(backend) ?? 1;
}

const threadsByBackend = new WeakMap<object, number>();
