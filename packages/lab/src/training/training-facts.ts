import type { BackendChoice } from "./backend-control.ts";
import type { Place } from "./start-on.ts";

/** What the controls of every element that trains have. */
export type TrainingValues = {
  readonly backend: BackendChoice;
  /** Steps a second, or "full" for as many as possible. */
  readonly speed: string;
  readonly seed: number;
  readonly autoplay: boolean;
};

/** Takes what happened in a worker. */
export type Tell<Fact> = (facts: readonly (Fact | SharedFact)[]) => void;

/** What every worker that trains may tell. */
export type SharedFact = MovedFact | FailureFact;

/** What the page's thread asks of a worker that trains. */
export type TrainingWorker<Values, Fact> = {
  /** Starts the backend, and a run from the seed, in place of any before it. It does not train yet. `tell` gets the facts, until the next run. */
  begin(values: Values, tell: Tell<Fact>): Promise<Place>;
  /** What runs, and why no other backend does, in one line. */
  placeLine(): Promise<string>;
  /** Sets what acts at once. */
  adjust(values: Values): void;
  play(): void;
  /** Pauses after the current step. All facts have been told when it returns. */
  pause(): Promise<void>;
  step(): void;
};

/** The GPU was lost after this step, at which the networks were saved; training goes on from there, on the place of this line. */
export type MovedFact = { readonly kind: "moved"; readonly step: number; readonly line: string };

/** A network that fails does not run on; the others do. Without a lane, the failure is that of the whole run. */
export type FailureFact = { readonly kind: "failure"; readonly lane?: number; readonly message: string };
