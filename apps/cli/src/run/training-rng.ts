import { type Rng, seed } from "@tenetjs/core";

/** The random numbers of the steps of a run, such as those of dropout. */
export function trainingRng(runSeed: number): Rng {
  return seed(`training ${runSeed}`);
}
