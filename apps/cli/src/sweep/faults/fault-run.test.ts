import { expect, test } from "vitest";
import { faultRun } from "./fault-run.test.support.ts";
import { withoutRedis } from "./redis-server.test.support.ts";

const reason = withoutRedis();

/** `pnpm sweep:faults` has 200 trials on 4 workers, and faults at random. */
test.skipIf(reason !== undefined)(
  `each trial counts once, with the bits of a run without faults, whatever happens to workers, server and network${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  async () => {
    const once = ["stop", "kill", "restart", "cut"] as const;
    const { faults, history, differences, outcomes } = await faultRun({
      ...{ trials: 12, workers: 2, between: 1500, seed: 1 },
      faults: (_, count) => once[count],
    });
    expect(history.faults).toEqual([]);
    expect(history.commits).toBe(12);
    expect(differences).toEqual([]);
    expect(outcomes).toEqual({ done: 10, diverged: 2 });
    expect(Object.values(faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  },
);
