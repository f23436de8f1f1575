import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { WorkerProgress, WorkerResult, WorkerTask } from "./worker.ts";

/** Processes that run jobs. */
export type JobPool = {
  run(task: WorkerTask, onProgress: (progress: WorkerProgress) => void): Promise<WorkerResult>;
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
      return Promise.race([pool.run(task, { name: "work", channel: { postMessage } }), dead]);
    },
    end: () => pool.destroy(),
  };
}
