import { isNetworkTask } from "../cases/task.ts";
import { workloadOf } from "../cases/workload.ts";
import { adapters } from "../subjects/adapters.ts";
import type { Prepared } from "../subjects/subject.ts";
import type { Job, Reply, Request } from "./requests.ts";

/**
 * A function that answers requests in this process or worker, one after another. It answers an error with `failed` and the reason.
 * `peakMemory` returns the peak memory of the process in megabytes, where that is known.
 */
export function answerer(peakMemory?: () => number): (request: Request) => Promise<Reply> {
  let prepared: Ready | undefined;

  async function answer(request: Request): Promise<Reply> {
    if (request.ask === "prepare") {
      prepared = await (await preparation(request))();
      const { versions, adapter, form } = prepared;
      return {
        versions,
        ...(adapter === undefined ? {} : { adapter }),
        ...(form === undefined ? {} : { form }),
      };
    }
    if (request.ask === "load") {
      // The clock starts once the workload exists, because drawing random numbers is not part of any library.
      const prepare = await preparation(request);
      return { times: [await timed(async () => (await prepare()).work())] };
    }
    if (prepared === undefined) throw new Error(`it was asked to ${request.ask} before it was prepared`);
    const { work, check, timeline } = prepared;
    if (request.ask === "check") return { value: await check() };
    if (request.ask === "work") return { times: await timesWithin(request.milliseconds, work) };
    if (request.ask === "timeline") return { timeline: (await timeline?.()) ?? null };
    for (let call = 0; call < request.calls; call += 1) await work();
    if (peakMemory === undefined) throw new Error("its memory cannot be measured here");
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

type Ready = Pick<Prepared, "work" | "check" | "timeline" | "versions" | "adapter" | "form">;

/** Does everything that comes before the library's import. The function that it returns imports the library and prepares the task. */
async function preparation({ adapter, task, options }: Job): Promise<() => Promise<Ready>> {
  const load = adapters[adapter];
  if (load === undefined) throw new Error(`there is no adapter ${adapter}`);
  if (isNetworkTask(task)) {
    const workload = workloadOf(task);
    return async () => {
      const module = await load();
      if (!("prepare" in module)) throw new Error(`${adapter} does not run networks`);
      return module.prepare(workload, options);
    };
  }
  return async () => {
    const module = await load();
    if (!("prepareMachine" in module)) throw new Error(`${adapter} runs only networks`);
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
