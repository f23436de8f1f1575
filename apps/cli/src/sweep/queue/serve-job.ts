import { randomUUID } from "node:crypto";
import { type JobData, nameOf } from "./job-data.ts";
import { keysOf } from "./keys.ts";
import { type Answer, type Claim, claim, release, report } from "./scripts.ts";
import { serveExperiment } from "./serve-experiment.ts";
import { serveTrial } from "./serve-trial.ts";
import type { ServeContext, Serving } from "./serving.ts";

/**
 * Does a job, and gives it its result. Returns `done` if nothing is left to do, also where another worker has done it; `again` if the job has to go back to the
 * queue.
 */
export async function serveJob(data: JobData, context: ServeContext): Promise<"done" | "again"> {
  const { redis, process, worker, reportMs, log } = context;
  const keys = keysOf(data.batch);
  const claimed: Claim = { keys, job: nameOf(data), token: randomUUID(), worker };
  const { answer, tries } = await claim(redis, claimed);
  if (answer !== "ok") return "done";
  let said = JSON.stringify({ done: 0, said: "begins" });
  let lost: Answer | undefined;
  const tell = async () => {
    const heard = await report(redis, claimed, said);
    if (heard === "ok" || lost !== undefined) return;
    lost = heard;
    log(`lost ${claimed.job} (${heard})`);
    process.kill();
  };
  const timer = setInterval(() => void tell().catch(() => {}), reportMs);
  const serving: Serving = {
    ...context,
    claimed,
    tries,
    observe: ({ done, said: words }) => {
      said = JSON.stringify({ done, said: words });
    },
    isLost: () => lost !== undefined,
  };
  try {
    if (context.signal.aborted) return await giveBack(serving);
    const found =
      data.kind === "trial" ? await serveTrial(data, serving) : await serveExperiment(data, serving);
    if (found === "stopped") return await giveBack(serving);
    // The worker that has it now, or had it before, sees to the rest. If it is none, the job is still without a result.
    return found === "late" ? "again" : "done";
  } catch (error) {
    log(`${claimed.job} could not be done here: ${(error as Error).message}`);
    return "again";
  } finally {
    clearInterval(timer);
  }
}

async function giveBack({ redis, claimed }: Serving): Promise<"again"> {
  await release(redis, claimed);
  return "again";
}
