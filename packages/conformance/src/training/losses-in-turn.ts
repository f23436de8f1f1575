import { here, type Platform } from "../scenarios/scenarios.ts";
import type { StartOn } from "../scenarios/start-on.ts";

/** Where a part of a training is done, and on what. */
export type Leg = { readonly on: Platform; readonly start: StartOn };

const stepsOfLeg = 3;

/** The losses of a training that is done in parts, each from the checkpoint that the one before wrote. */
export async function lossesInTurn(legs: readonly Leg[]): Promise<number[]> {
  const losses: number[] = [];
  let checkpoint: Uint8Array | undefined;
  for (const { on, start } of legs) {
    await on.run("startOn", start);
    const given = checkpoint === undefined ? {} : { checkpoint };
    const part = await on.run("goOnTraining", { ...given, steps: stepsOfLeg });
    if (part.leaked !== 0) throw new Error(`${start.backend} left ${part.leaked} tensors behind.`);
    losses.push(...part.losses);
    checkpoint = part.checkpoint;
  }
  return losses;
}

/** The losses of a training of as many parts that is done at once, here in plain JavaScript. */
export async function lossesAtOnce(legs: number): Promise<readonly number[]> {
  await here.run("startOn", { backend: "cpu", form: "composed" });
  const { losses } = await here.run("goOnTraining", { steps: legs * stepsOfLeg });
  return losses;
}
