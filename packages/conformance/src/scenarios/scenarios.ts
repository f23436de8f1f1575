import { survey } from "@tenetjs/backends";
import { computeCell } from "./compute-cell.ts";
import { computeClipped } from "./compute-clipped.ts";
import { computeLookup } from "./compute-lookup.ts";
import { computeLoss } from "./compute-loss.ts";
import { computeNumberLoss } from "./compute-number-loss.ts";
import { computeUpdates } from "./compute-updates.ts";
import { keepRun } from "./keep-run.ts";
import { learnPalindromes } from "./learn-palindromes.ts";
import { resumeTraining } from "./resume-training.ts";
import { sampleCharacters } from "./sample-characters.ts";
import { startOn } from "./start-on.ts";

/** The functions that a platform can run, from plain data to plain data. They run wherever tfjs does. */
export const scenarios = {
  survey,
  startOn,
  computeCell,
  computeLoss,
  computeNumberLoss,
  computeUpdates,
  computeClipped,
  computeLookup,
  keepRun,
  learnPalindromes,
  resumeTraining,
  sampleCharacters,
};

export type Scenarios = typeof scenarios;
export type ScenarioName = keyof Scenarios;
export type ArgumentOf<Name extends ScenarioName> = Parameters<Scenarios[Name]>[0];
export type ResultOf<Name extends ScenarioName> = Awaited<ReturnType<Scenarios[Name]>>;

/** A place where scenarios run: this process, a page, or a worker of a page. */
export type Platform = {
  run<Name extends ScenarioName>(name: Name, argument: ArgumentOf<Name>): Promise<ResultOf<Name>>;
};

/** The current thread as a platform. */
export const here: Platform = {
  async run<Name extends ScenarioName>(name: Name, argument: ArgumentOf<Name>): Promise<ResultOf<Name>> {
    const scenario = scenarios[name] as (argument: ArgumentOf<Name>) => Promise<unknown>;
    return (await scenario(argument)) as ResultOf<Name>;
  },
};
