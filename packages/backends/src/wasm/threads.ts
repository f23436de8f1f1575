import type { KernelBackend } from "@tensorflow/tfjs-core";
import { parallelism } from "#host";
import { asWasmBackend, wasmMemory } from "../private-fields.ts";
import { whyUnshared } from "./shared-memory.ts";

/** How many threads work together, and where it is one for want of shared memory: why, as a clause. */
export type Threads = { readonly threads: number; readonly whyOneThread?: string };

/** The threads that are used unless the caller says how many: as many as the processor has, up to four. */
export function defaultThreads(): number {
  return Math.min(parallelism(), mostByDefault);
}

const mostByDefault = 4;

/** Has our kernels on `backend` run on so many threads from now on, if its memory is shared. */
export function setThreads(backend: KernelBackend, wanted: number): Threads {
  const threads = isShared(wasmMemory(asWasmBackend(backend))) ? wanted : 1;
  threadsByBackend.set(backend, threads);
  if (threads === wanted) return { threads };
  return { threads, whyOneThread: whyUnshared() ?? "tfjs's WASM backend was started with one before" };
}

/** Whether threads can share `memory`. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}

/** On how many threads kernels on `backend` may run: 1 unless `start` was told otherwise. */
export function threadsOf(backend: object): number {
  return threadsByBackend.get(backend) ?? 1;
}

const threadsByBackend = new WeakMap<object, number>();
