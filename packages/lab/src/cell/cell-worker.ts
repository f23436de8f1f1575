import { beginRace, type Race } from "../race/begin-race.ts";
import type { RaceFact } from "../race/race-facts.ts";
import { palindromeTask } from "../race/race-task.ts";
import { trainingWorker } from "../training/training-worker.ts";
import type { CellValues, CellWorker } from "./cell-facts.ts";

/** A network with the reader's recipe that learns palindromes. */
export function cellWorker(): CellWorker {
  const { ask, ...worker } = trainingWorker<CellValues, RaceFact, Race<CellValues>>((values, ...rest) =>
    beginRace(palindromeTask(["own"], { ...values, encoding: "one-hot" }), values, ...rest),
  );
  return { ...worker, read: (row) => ask((run) => run.read(row)) };
}
