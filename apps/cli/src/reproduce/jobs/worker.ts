/* A process of the pool. It runs one job at a time, and sends how far each is. */
import { start } from "@tenetjs/backends";
import type { BackendName } from "@tenetjs/backends/names";
import { TenetError } from "@tenetjs/core";
import { configureKernels } from "@tenetjs/kernels";
import { revectorizeIfSound } from "@tenetjs/kernels/node";
import "@tenetjs/kernels/register";
import { runJob, type SentJob } from "./run-job.ts";

/** What a process of the pool is sent. */
export type WorkerTask = SentJob & {
  readonly backend: BackendName;
  readonly threads: number;
  /** Whether kernels take the fastest form of this machine, or the one whose results are the same on every machine. */
  readonly fast: boolean;
};

/** What it returns. */
export type WorkerResult =
  | { readonly result: unknown; readonly seconds: number }
  | { readonly failed: SentError };

/** An error in a form that arrives whole: the pool would keep its own properties alone, without the message. */
export type SentError = { readonly message: string; readonly stack: string; readonly code: string | null };

/** What it sends meanwhile. */
export type WorkerProgress = { readonly done: number; readonly said: string };

// Ctrl-C reaches every process of the terminal. The one that started this one decides when it ends.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());

const sendEveryMs = 100;

/** Runs a job. */
export async function work(
  { backend, threads, fast, ...job }: WorkerTask,
  send: (progress: WorkerProgress) => void = (progress) => process.send?.(progress),
): Promise<WorkerResult> {
  if (fast && backend === "wasm") await revectorizeIfSound();
  configureKernels({ reproducible: !fast });
  await start(backend, { threads });
  const started = performance.now();
  let sent = 0;
  try {
    const result = await runJob(job, {
      progress: (done, said) => {
        if (performance.now() - sent < sendEveryMs) return;
        sent = performance.now();
        send({ done, said });
      },
    });
    return { result, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    return { failed: sentError(error) };
  }
}

function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error), stack: String(error), code: null };
  const { message, stack = message } = error;
  return { message, stack, code: error instanceof TenetError ? error.code : null };
}
