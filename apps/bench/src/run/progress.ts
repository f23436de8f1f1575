import type { Case } from "../cases/case.ts";
import type { Candidate } from "./measure-case.ts";
import type { Pace } from "./pace.ts";

/** The progress of a run: the fraction of its steps that are done, and the estimated time for the rest. */
export type Progress = {
  /** Call it before a step. */
  step(): { readonly done: number; readonly secondsLeft?: number };
  /** Call it after a case. Steps that failed subjects did not take count as done. */
  finish(benchCase: Case): void;
};

/** Starts the clock of a run over `planned`. */
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
      // The first steps are too few for an estimate.
      return done < 0.02 ? { done } : { done, secondsLeft: (seconds * (1 - done)) / done };
    },
    finish(benchCase) {
      before += stepsOf.get(benchCase) ?? 0;
      within = 0;
    },
  };
}
