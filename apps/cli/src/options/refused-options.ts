import { type Command, Option } from "commander";
import type { GivenOption } from "../run/refuse-changes.ts";
import type { RunDescription } from "../run/run-description.ts";
import { isGiven } from "./settled.ts";
import { sampleOptions } from "./text-options.ts";
import { executionOptions } from "./training-options.ts";

/** `command` with the options of `others` that it lacks, out of sight: they can then be told by name why they are refused. */
export function withRefusedOptions(command: Command, others: readonly Command[]): Command {
  for (const { flags, parseArg } of others.flatMap(({ options }) => options)) {
    const option = new Option(flags).hideHelp();
    if (command.options.some((known) => known.attributeName() === option.attributeName())) continue;
    command.addOption(parseArg === undefined ? option : option.argParser(parseArg));
  }
  return command;
}

/** The options given to `command` that are no matter of how a run is shown, beside what `run` has. */
export function refusedOptions(command: Command, run: RunDescription): GivenOption[] {
  const kept = optionsOf(run);
  const shown = ["steps", ...executionOptions, ...(run.task === "palindrome" ? [] : sampleOptions)];
  return command.options
    .map((option) => ({ name: option.attributeName(), flag: option.long ?? option.flags }))
    .filter(({ name }) => isGiven(command, name) && !shown.includes(name))
    .map(({ name, flag }) => ({ flag, kept: kept[name], given: command.getOptionValue(name) }));
}

/** The values of `run` by the names of the options that set them. */
function optionsOf(run: RunDescription): Readonly<Record<string, unknown>> {
  const { initialisation: init, ...rest } = run;
  if (rest.task === "palindrome") return { ...rest, init };
  const { vocabulary, decay, corpus, initFrom: _, ...named } = rest;
  return {
    ...named,
    init,
    vocabulary: vocabulary.kind,
    decay: decay.factor,
    decayEvery: decay.every,
    validationShare: corpus.shares.validation,
    weights: corpus.sources.map(({ weight }) => weight),
    pseudonymise: corpus.chat?.pseudonymise,
    dateOrder: corpus.chat?.dateOrder.order,
  };
}
