import { counted, listed, partInWords } from "../figure/words.ts";
import { learnedOf, type StartsRecord } from "./starts-record.ts";

/** The gradient along the sequence, as powers of ten of its norm relative to the last step, for each step back. */
export type GradientRecord = {
  readonly radius: number;
  readonly tanh: readonly number[];
  readonly linear: readonly number[];
};

/** What the figure of the gradient shows now: "At ρ = 0.9, one part in 12 of the gradient is left 14 steps back; without the tanh, one part in 4.4." */
export function gradientSentence({ radius, tanh, linear }: GradientRecord): string {
  const steps = tanh.length - 1;
  const left = `${partInWords(tanh[steps] as number)} of the gradient is left ${counted(steps, "step")} back`;
  return `At ρ = ${radius}, ${left}; without the tanh, ${partInWords(linear[steps] as number)}.`;
}

/** What the fan shows now: "At T = 16, after 200 steps, 4 of 4 seeds have learned with Xavier, and none with N(0, 1). A guess is right 10 %." */
export function fanSentence({ length, step, panels }: StartsRecord): string {
  const after = step === 0 ? "before training" : `after ${counted(step, "step")}`;
  const count = panels[0]?.seeds.length ?? 0;
  const byCount = new Map<number, string[]>();
  for (const panel of panels) {
    const learned = learnedOf(panel);
    byCount.set(learned, [...(byCount.get(learned) ?? []), panel.name]);
  }
  const groups = [...byCount].toSorted(([a], [b]) => b - a);
  const clauses = groups.map(([learned, names], index) => {
    const seeds = learned === 0 ? "none" : learned === count ? "all" : String(learned);
    return `${seeds}${index === 0 ? ` of ${counted(count, "seed")}` : ""} with ${listed(names)}`;
  });
  const learned =
    byCount.size === 1 && byCount.has(0)
      ? "no network has learned the task yet"
      : `these have learned the task: ${clauses.join("; ")}`;
  return `At T = ${length}, ${after}, ${learned}. A guess is right 10 % of the time.`;
}
