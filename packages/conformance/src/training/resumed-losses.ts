import { here, type Platform } from "../scenarios/scenarios.ts";
import type { StartOn } from "../scenarios/start-on.ts";

/** A part of a training: its platform, and the backend and form to start there. */
export type Leg = { readonly on: Platform; readonly start: StartOn };

const stepsOfLeg = 3;

/** The losses of a training in parts, each of which resumes from the checkpoint of the previous one. */
export async function resumedLosses(legs: readonly Leg[]): Promise<number[]> {
  const losses: number[] = [];
  let checkpoint: Uint8Array | undefined;
  for (const { on, start } of legs) {
    await on.run("startOn", start);
    const given = checkpoint === undefined ? {} : { checkpoint };
    const part = await on.run("resumeTraining", { ...given, steps: stepsOfLeg });
    if (part.leaked !== 0) throw new Error(`${start.backend} leaked ${part.leaked} tensors.`);
    losses.push(...part.losses);
    checkpoint = part.checkpoint;
  }
  return losses;
}

/** The losses of the same training without interruption, for the given number of parts, in this process on the cpu backend. */
export async function uninterruptedLosses(legs: number): Promise<readonly number[]> {
  await here.run("startOn", { backend: "cpu", form: "composed" });
  const { losses } = await here.run("resumeTraining", { steps: legs * stepsOfLeg });
  return losses;
}
