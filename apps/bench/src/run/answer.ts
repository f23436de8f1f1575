import { isNetworkTask } from "../cases/task.ts";
import { workloadOf } from "../cases/workload.ts";
import { adapters } from "../subjects/adapters.ts";
import type { Prepared } from "../subjects/subject.ts";
import type { Errand, Reply, Request } from "./requests.ts";

/**
 * A function that answers requests in this process or worker, one after another. What goes wrong is an answer too: `failed`, with the
 * reason. `peakMemory` gives the most megabytes that the process has held so far, where that is known.
 */
export function answerer(peakMemory?: () => number): (request: Request) => Promise<Reply> {
  let prepared: Ready | undefined;

  async function answer(request: Request): Promise<Reply> {
    if (request.ask === "prepare") {
      prepared = await (await preparation(request))();
      const { versions, adapter } = prepared;
      return { versions, ...(adapter === undefined ? {} : { adapter }) };
    }
    if (request.ask === "load") {
      // The clock starts when there is a workload: to draw random numbers is no part of any library.
      const prepare = await preparation(request);
      return { times: [await timed(async () => (await prepare()).work())] };
    }
    if (prepared === undefined) throw new Error(`it was asked to ${request.ask} before it was prepared`);
    const { work, check } = prepared;
    if (request.ask === "check") return { value: await check() };
    if (request.ask === "work") return { times: await timesWithin(request.milliseconds, work) };
    for (let call = 0; call < request.calls; call += 1) await work();
    if (peakMemory === undefined) throw new Error("how much memory it takes is not known here");
    return { megabytes: peakMemory() };
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  };
}

type Ready = Pick<Prepared, "work" | "check" | "versions" | "adapter">;

/** All that comes before the library's import. */
async function preparation({ adapter, task, options }: Errand): Promise<() => Promise<Ready>> {
  const load = adapters[adapter];
  if (load === undefined) throw new Error(`there is no adapter ${adapter}`);
  if (isNetworkTask(task)) {
    const workload = workloadOf(task);
    return async () => {
      const module = await load();
      if (!("prepare" in module)) throw new Error(`${adapter} runs no networks`);
      return module.prepare(workload, options);
    };
  }
  return async () => {
    const module = await load();
    if (!("prepareMachine" in module)) throw new Error(`${adapter} runs networks alone`);
    const check = () => Promise.reject(new Error("there is nothing to check"));
    return { ...(await module.prepareMachine(task, options)), check };
  };
}

async function timesWithin(milliseconds: number, work: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  do times.push(await timed(work));
  while (performance.now() < end);
  return times;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
