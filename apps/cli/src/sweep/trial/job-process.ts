import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FromProcess, JobEnd, JobProgress, ToProcess } from "./job-messages.ts";

/** How a job ended: as its process says, or with its process. */
export type JobEnding = JobEnd | { readonly kind: "died"; readonly signal: string; readonly said: string };

/** A process that does one job after another, so that its modules are loaded once. It is started when a job needs it, also after it died. */
export type JobProcess = {
  run(
    job: Exclude<ToProcess, { kind: "stop" }>,
    observe: (progress: JobProgress) => void,
  ): Promise<JobEnding>;
  /** Asks the job to save and stop. */
  stop(): void;
  /** Ends the process at once. */
  kill(): void;
};

/** A process that does jobs. */
export function jobProcess(): JobProcess {
  let child: ChildProcess | undefined;
  let said = "";
  const started = (): ChildProcess => {
    if (child?.connected) return child;
    said = "";
    child = startProcess();
    child.stderr?.on("data", (text) => {
      said = `${said}${text}`.slice(-mostSaid);
    });
    return child;
  };
  return {
    run: (job, observe) =>
      new Promise((resolve) => {
        const process = started();
        const end = (ending: JobEnding) => {
          process.off("message", onMessage);
          process.off("close", onClose);
          resolve(ending);
        };
        const onMessage = (message: unknown) => {
          const received = message as FromProcess;
          if (received.kind === "progress" || received.kind === "saved") observe(received);
          else end(received);
        };
        const onClose = (code: number | null, signal: string | null) => {
          if (child === process) child = undefined;
          end({ kind: "died", signal: signal ?? `exit code ${code}`, said: said.trim() });
        };
        process.on("message", onMessage);
        process.once("close", onClose);
        process.send(job, () => {});
      }),
    stop: () => {
      if (child?.connected) child.send({ kind: "stop" } satisfies ToProcess, () => {});
    },
    kill: () => {
      child?.kill("SIGKILL");
      child = undefined;
    },
  };
}

/** Of what a process says, only the end is of interest: why it died. */
const mostSaid = 2000;

function startProcess(): ChildProcess {
  // It stands beside this file: as TypeScript in the repository, as JavaScript in the package.
  const extension = extname(fileURLToPath(import.meta.url));
  const ofSources = extension === ".ts" ? ["--conditions=@tenetjs/source"] : [];
  return fork(new URL(`./trial-process${extension}`, import.meta.url), {
    execArgv: [...ofSources],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // In a session of its own, Ctrl-C in the terminal does not reach it: what started it asks it to stop.
    detached: true,
    windowsHide: true,
    serialization: "json",
  });
}
