import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import { removeBatch } from "./batch.ts";
import { connect } from "./connect.ts";
import { batchesKey, keysOf } from "./keys.ts";

/** Ends the sweep `id` of the queue at `url`: its jobs leave the queue, and workers stop those that they train. Returns what was done, in words. */
export async function cancelSweep(url: string, id: string): Promise<string> {
  const { redis, queue, close } = await connect(url);
  try {
    const { info } = keysOf(id);
    const ids = await redis.zrange(batchesKey, "0", "-1");
    if (!ids.includes(id)) {
      const next = ids.length === 0 ? "There is none." : `There are ${ids.join(", ")}.`;
      throw new TenetError(
        "NO_SWEEP",
        problem("sweep cancel", "the identifier of a sweep in the queue", id, next),
      );
    }
    // From here on workers find it closed, whatever they hold of it.
    await redis.hset(info, "state", "cancelled");
    const jobs = await queue.getJobs(["wait", "prioritized", "delayed"]);
    const own = jobs.filter((job) => job?.data?.batch === id);
    for (const job of own) await job.remove().catch(() => {});
    await removeBatch(redis, id);
    return `cancelled ${id}: ${own.length} jobs removed from the queue`;
  } finally {
    await close();
  }
}
