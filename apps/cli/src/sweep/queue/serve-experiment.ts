import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import { keyOf } from "../../reproduce/jobs/kept-results.ts";
import { plan } from "../../reproduce/plan.ts";
import type { ExperimentData } from "./job-data.ts";
import { type Answer, commit } from "./scripts.ts";
import type { Serving } from "./serving.ts";

/**
 * Does a job of an experiment, and sends its result. What the job is comes from the experiment itself: the queue only names it.
 *
 * @throws {TenetError} `BAD_JOB` when the experiment has no such job; what the job throws.
 */
export async function serveExperiment(data: ExperimentData, serving: Serving): Promise<Answer | "stopped"> {
  const { redis, claimed, process, threads, log, isLost } = serving;
  const { experiment, scale, key, backend } = data;
  const [planned] = await plan([experiment], scale);
  const job = planned?.jobs.find(({ spec }) => keyOf({ experiment, spec }) === key);
  if (job === undefined)
    throw new TenetError("BAD_JOB", problem("queue", `a job of the experiment ${experiment}`, key));
  await planned?.experiment.prepare?.(scale, { error: log });
  log(`begins ${experiment}: ${job.label}`);
  const ending = await process.run(
    { kind: "experiment", experiment, spec: job.spec, backend, threads, fast: false },
    (message) => {
      if (message.kind === "progress") serving.observe(message);
    },
  );
  if (isLost()) return "late";
  if (ending.kind === "experiment result") {
    const { result, seconds } = ending;
    const answer = await commit(redis, claimed, { result: { result, seconds } });
    log(`${answer === "ok" ? "done" : `refused (${answer})`}: ${experiment}: ${job.label}`);
    return answer;
  }
  if (serving.signal.aborted) return "stopped";
  const said =
    ending.kind === "failed"
      ? ending.message
      : ending.kind === "died"
        ? `its process died (${ending.signal})`
        : ending.kind;
  throw new TenetError("JOB_FAILED", said);
}
