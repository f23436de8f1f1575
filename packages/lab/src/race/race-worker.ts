import { trainingWorker } from "../training/training-worker.ts";
import { beginRace, type Race } from "./begin-race.ts";
import type { RaceFact, RaceValues, RaceWorker } from "./race-facts.ts";
import { raceTask } from "./race-task.ts";

/** The race as a worker exposes it: it answers while it trains, between two steps. */
export function raceWorker(): RaceWorker {
  const { ask, ...worker } = trainingWorker<RaceValues, RaceFact, Race<RaceValues>>((values, ...rest) =>
    beginRace(raceTask(values), values, ...rest),
  );
  return { ...worker, replay: (row) => ask((race) => race.replay(row)) };
}
