import type { ArgumentOf, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";

/** A request to a page or to its worker to run a scenario. There is one at a time. */
export type Request<Name extends ScenarioName = ScenarioName> = {
  readonly name: Name;
  readonly argument: ArgumentOf<Name>;
};

/** Its answer. */
export type Answer =
  | { readonly result: ResultOf<ScenarioName> }
  /** The stack of an error. */
  | { readonly failure: string };

/** A page's answer, with the time that it took. */
export type PageAnswer = Answer & { readonly timing: Timing };

/** In milliseconds. */
export type Timing = {
  readonly duration: number;
  /** The longest time in which the page could not draw or react to a click. */
  readonly longestPause: number;
};
