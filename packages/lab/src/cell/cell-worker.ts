import { beginRace } from "../race/begin-race.ts";
import type { RaceFact } from "../race/race-facts.ts";
import { palindromeTask } from "../race/race-task.ts";
import type { PlainRecipe } from "../recipe/plain-recipe.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import type { CellValues, CellWorker } from "./cell-facts.ts";
import { type CellReading, cellReading } from "./cell-scene.ts";

type CellRun = TrainingRun<CellValues> & { read(row: number): Promise<CellReading | undefined> };

/** A network with the reader's recipe that learns palindromes. */
export function cellWorker(): CellWorker {
  const { ask, ...worker } = trainingWorker<CellValues, RaceFact, CellRun>((values, ...rest) => {
    const race = beginRace(palindromeTask(["own"], { ...values, encoding: "one-hot" }), values, ...rest);
    return {
      ...race,
      // Here rather than on the page's thread: a long sequence and many units take longer than a frame.
      async read(row) {
        const reading = await race.read(row);
        return reading && cellReading(values.own as PlainRecipe, reading);
      },
    };
  });
  return { ...worker, read: (row) => ask((run) => run.read(row)) };
}
