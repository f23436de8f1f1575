import type { KernelBackend } from "@tensorflow/tfjs-core";
import { parallelism } from "#host";
import { asWasmBackend, wasmMemory } from "../private-fields.ts";
import { whyUnshared } from "./shared-memory.ts";

/** The number of threads that run. `whyOneThread` states, as a clause, why memory could not be shared. */
export type Threads = { readonly threads: number; readonly whyOneThread?: string };

/** The default number of threads: the number of hardware threads, up to four. */
export function defaultThreads(): number {
  return Math.min(parallelism(), maxByDefault);
}

const maxByDefault = 4;

/** Sets the number of threads of our kernels on `backend`, and returns it. It is 1 if the backend's memory is not shared. */
export function setThreads(backend: KernelBackend, wanted: number): Threads {
  const threads = isShared(wasmMemory(asWasmBackend(backend))) ? wanted : 1;
  threadsByBackend.set(backend, threads);
  if (threads === wanted) return { threads };
  return { threads, whyOneThread: whyUnshared() ?? "tfjs's WASM backend was started with one thread before" };
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
