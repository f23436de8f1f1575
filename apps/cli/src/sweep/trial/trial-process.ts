/* A process that does jobs: one at a time, until the process that started it ends it or is gone. */
import { messageOf } from "../../exit.ts";
import { codeOf } from "../../run/failure.ts";
import { measures } from "../../run/progress-observer.ts";
import type { FromProcess, JobEnd, ToProcess } from "./job-messages.ts";
import { runTrial } from "./run-trial.ts";

let isStopping = false;

// A training yields to the event loop at every step, so it is gone within a step.
process.on("disconnect", () => process.exit());
process.on("message", (message: ToProcess) => {
  if (message.kind === "stop") return stop();
  isStopping = false;
  work(message).then(
    (end) => send(end),
    (error: unknown) => send({ kind: "failed", code: codeOf(error), message: messageOf(error) }),
  );
});

function send(message: FromProcess): void {
  // Without the other side this process is about to end.
  if (process.connected) process.send?.(message);
}

/** A training that has begun takes this for a signal of the system: it finishes its step and saves. One that has not does so after its first step. */
function stop(): void {
  isStopping = true;
  process.emit("SIGTERM");
}

async function work(job: Exclude<ToProcess, { kind: "stop" }>): Promise<JobEnd> {
  if (job.kind === "experiment") {
    const { work } = await import("../../reproduce/jobs/worker.ts");
    const { kind: _, ...task } = job;
    const ended = await work(task, ({ done, said }) => send({ kind: "progress", done, said }));
    if (!("failed" in ended)) return { kind: "experiment result", ...ended };
    const { code, message } = ended.failed;
    return { kind: "failed", code: code ?? "JOB_FAILED", message };
  }
  let sent = 0;
  const result = await runTrial(job, (event) => {
    if (event.event === "start" && isStopping) process.emit("SIGTERM");
    if (event.event === "saved") send({ kind: "saved", step: event.step });
    if (event.event !== "step" || performance.now() - sent < 100) return;
    sent = performance.now();
    const said = `step ${event.step} of ${job.steps}  ${measures(event)}`;
    send({ kind: "progress", done: event.step / job.steps, said });
  });
  return result === null ? { kind: "stopped" } : { kind: "trial result", result };
}
