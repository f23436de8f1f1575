/** An entry of the history that the server keeps of a batch. */
export type HistoryEntry = {
  /** `claim`, `save STEP`, `release`, `commit`, `refused: late` or `refused: done`. */
  readonly event: string;
  readonly job: string;
  readonly token: string;
  readonly worker: string;
};

/** What a history says of jobs. */
export type HistoryReport = {
  /** What must not be, in words; empty if the history is right. */
  readonly faults: readonly string[];
  readonly commits: number;
  readonly claims: number;
  /** Jobs that were claimed by more than one worker. */
  readonly takenOver: number;
  /** Claims that began from a checkpoint of another claim. */
  readonly wentOn: number;
  /** What came too late, and was refused. */
  readonly refused: number;
};

/**
 * Checks a history: each job of `jobs` is committed exactly once, by the worker whose claim was the last; nothing is saved, released or committed by another,
 * or after the commit; and the steps of checkpoints do not fall.
 */
export function checkHistory(history: readonly HistoryEntry[], jobs: readonly string[]): HistoryReport {
  const faults: string[] = [];
  const holder = new Map<string, string>();
  const saved = new Map<string, { readonly step: number; readonly token: string }>();
  const committed = new Map<string, number>();
  const claims = new Map<string, Set<string>>();
  let [refused, wentOn] = [0, 0];
  for (const { event, job, token, worker } of history) {
    const fault = (what: string) => faults.push(`${job}: ${what} (${event}, ${worker})`);
    if (event.startsWith("refused")) {
      refused += 1;
      if (event === "refused: late" && holder.get(job) === token) fault("the holder was refused");
      if (event === "refused: done" && !committed.has(job)) fault("refused as done before it was");
      continue;
    }
    if (!jobs.includes(job)) fault("no job of the batch");
    if (committed.has(job)) fault("a change after the commit");
    if (event === "claim") {
      holder.set(job, token);
      claims.set(job, (claims.get(job) ?? new Set()).add(worker));
      if (saved.has(job)) wentOn += 1;
      continue;
    }
    if (holder.get(job) !== token) fault("a change by one that does not hold it");
    if (event === "release") holder.delete(job);
    if (event === "commit") committed.set(job, (committed.get(job) ?? 0) + 1);
    if (event.startsWith("save ")) {
      const step = Number(event.slice("save ".length));
      if (step < (saved.get(job)?.step ?? 0)) fault(`a checkpoint of step ${step} after a later one`);
      saved.set(job, { step, token });
    }
  }
  for (const job of jobs)
    if (committed.get(job) !== 1) faults.push(`${job}: committed ${committed.get(job) ?? 0} times`);
  const several = Array.from(claims.values()).filter(({ size }) => size > 1);
  return {
    faults,
    commits: committed.size,
    claims: history.filter(({ event }) => event === "claim").length,
    takenOver: several.length,
    wentOn,
    refused,
  };
}
