import type { Case } from "../cases/case.ts";
import type { Candidate } from "./measure-case.ts";
import type { Pace } from "./pace.ts";

/** How far a run is: the share of its steps that are behind it, and how long the others will take at that pace. */
export type Progress = {
  /** Before a step. */
  step(): { readonly done: number; readonly secondsLeft?: number };
  /** After a case: the steps that subjects who failed did not take count as taken. */
  finish(benchCase: Case): void;
};

/** The progress of a run over `planned`. It starts now. */
export function progress(
  planned: readonly { readonly case: Case; readonly candidates: readonly Candidate[] }[],
  { rounds }: Pace,
): Progress {
  const start = performance.now();
  const stepsOf = new Map(
    planned.map((entry) => {
      const present = entry.candidates.filter(({ missing }) => missing === undefined).length;
      const each = entry.case.measure === "time" ? rounds + 2 : Math.ceil(rounds / 2) + 1;
      return [entry.case, present * each] as const;
    }),
  );
  const all = [...stepsOf.values()].reduce((sum, steps) => sum + steps, 0);
  let before = 0;
  let within = 0;
  return {
    step() {
      const done = Math.min(before + within, all) / all;
      within += 1;
      const seconds = (performance.now() - start) / 1000;
      // What the first steps took says little.
      return done < 0.02 ? { done } : { done, secondsLeft: (seconds * (1 - done)) / done };
    },
    finish(benchCase) {
      before += stepsOf.get(benchCase) ?? 0;
      within = 0;
    },
  };
}
