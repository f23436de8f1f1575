import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { TenetError } from "@tenetjs/core";
import { Tinypool } from "tinypool";
import type { SentError, WorkerProgress, WorkerResult, WorkerTask } from "./worker.ts";

/** The result of a job, and how long it took. */
export type JobResult = { readonly result: unknown; readonly seconds: number };

/** Processes that run jobs. */
export type JobPool = {
  /** @throws the error of the job. */
  run(task: WorkerTask, onProgress: (progress: WorkerProgress) => void): Promise<JobResult>;
  /** Ends all processes, whatever they do. */
  end(): Promise<void>;
};

/** A pool of `size` processes, each of which is started when a job needs it. */
export function jobPool(size: number): JobPool {
  // The worker stands beside this file: as TypeScript in the repository, as JavaScript in the package.
  const extension = extname(fileURLToPath(import.meta.url));
  const worker = new URL(`./worker${extension}`, import.meta.url);
  const ofSources = extension === ".ts" ? ["--conditions=@tenetjs/source"] : [];
  const pool = new Tinypool({
    runtime: "child_process",
    filename: worker.href,
    minThreads: 0,
    maxThreads: size,
    env: process.env as Record<string, string>,
    execArgv: [...process.execArgv, ...ofSources],
  });
  // A process that dies before it has a job: the pool would start another, which would die of the same.
  const dead = new Promise<never>((_, reject) => pool.on("error", reject));
  dead.catch(() => {});
  return {
    run: async (task, onProgress) => {
      const postMessage = (message: unknown) => onProgress(message as WorkerProgress);
      const work: Promise<WorkerResult> = pool.run(task, { name: "work", channel: { postMessage } });
      const found = await Promise.race([work, dead]);
      if ("failed" in found) throw arrived(found.failed);
      return found;
    },
    end: async () => {
      // The pool does not keep this process alive for one of its own that is slow to end, so this process would end first, in the middle of its work.
      const alive = setInterval(() => {}, 1000);
      await pool.destroy().finally(() => clearInterval(alive));
    },
  };
}

/** The error of a job, as this process would have thrown it. */
function arrived({ message, stack, code }: SentError): Error {
  const error = code === null ? new Error(message) : new TenetError(code, message);
  error.stack = stack;
  return error;
}
