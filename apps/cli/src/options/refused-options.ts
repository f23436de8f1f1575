import { type Command, Option } from "commander";
import type { GivenOption } from "../run/refuse-changes.ts";
import type { RunDescription } from "../run/run-description.ts";
import { isGiven } from "./settled.ts";

/** `command` with the options of `others` that it lacks, out of sight: to be told what is wrong with them, rather than that they are unknown. */
export function withRefusedOptions(command: Command, others: readonly Command[]): Command {
  for (const { flags, attributeName, parseArg, long } of others.flatMap(({ options }) =>
    options.map(parts),
  )) {
    if (command.options.some((option) => option.attributeName() === attributeName)) continue;
    const option = new Option(flags, `as the run has it (${long})`).hideHelp();
    command.addOption(parseArg === undefined ? option : option.argParser(parseArg));
  }
  return command;
}

function parts(option: Option) {
  return {
    flags: option.flags,
    attributeName: option.attributeName(),
    parseArg: option.parseArg,
    long: option.long,
  };
}

/** The options given to `command` that belong to what a run is, beside what `run` has. */
export function refusedOptions(command: Command, run: RunDescription): GivenOption[] {
  const kept = optionsOf(run);
  return command.options
    .filter((option) => isGiven(command, option.attributeName()))
    .filter((option) => option.hidden || option.attributeName() in kept)
    .map((option) => ({
      flag: option.long ?? option.flags,
      kept: kept[option.attributeName()],
      given: command.getOptionValue(option.attributeName()),
    }));
}

/** The values of `run` by the names of the options that set them. */
function optionsOf(run: RunDescription): Readonly<Record<string, unknown>> {
  const { initialisation: init, ...rest } = run;
  if (rest.task === "palindrome") return { ...rest, init };
  const { vocabulary, decay, corpus, ...named } = rest;
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
