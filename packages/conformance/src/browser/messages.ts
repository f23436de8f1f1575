import type { ArgumentOf, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";

/** A page's request to its worker to run a scenario. There is one at a time. */
export type Request<Name extends ScenarioName = ScenarioName> = {
  readonly name: Name;
  readonly argument: ArgumentOf<Name>;
};

/** A worker's answer. */
export type Answer =
  | { readonly result: ResultOf<ScenarioName> }
  /** The stack of an error. */
  | { readonly failure: string };
