import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { meanMeasures, rememberedSteps } from "./recent-measures.ts";
import type { Measures } from "./run-event.ts";
import type { Trainable } from "./trainable.ts";

/** Wild initial weights begin at ten or twenty times the loss of guessing, and leave it within a few steps. */
const farAbove = 100;

/**
 * Checks the measures of the last steps up to step `step`. Where clipping keeps a loss that exploded from becoming infinite, it stays far above
 * that of guessing, and does not come back.
 *
 * @throws {TenetError} `DIVERGED` when each of the last 50 losses is more than a hundred times that of guessing, and they do not fall.
 */
export function checkLevel(
  recent: readonly Measures[],
  step: number,
  { guessing }: Pick<Trainable, "guessing">,
): void {
  const most = farAbove * guessing;
  if (recent.length < rememberedSteps || recent.some(({ loss }) => loss <= most)) return;
  const half = rememberedSteps / 2;
  const [earlier, later] = [meanMeasures(recent.slice(0, half)).loss, meanMeasures(recent.slice(half)).loss];
  if (later < 0.99 * earlier) return;
  const expected = `a loss near or below ${inBrief(guessing)}, that of guessing`;
  const got = phrase(
    `${inBrief(later)} around step ${step}, and no fall in the last ${rememberedSteps} steps`,
  );
  const next = "Training has diverged. Try a lower --learning-rate, a lower --clip, or another --seed.";
  throw new TenetError("DIVERGED", problem("train", expected, got, next));
}

function inBrief(value: number): string {
  return String(Number(value.toPrecision(4)));
}
