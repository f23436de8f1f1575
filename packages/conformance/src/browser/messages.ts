import type { ArgumentOf, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";

/** What a page asks its worker to run. One at a time. */
export type Request<Name extends ScenarioName = ScenarioName> = {
  readonly name: Name;
  readonly argument: ArgumentOf<Name>;
};

/** What a worker answers. */
export type Answer =
  | { readonly result: ResultOf<ScenarioName> }
  /** An error's stack. */
  | { readonly failure: string };
