import { parameterCount } from "@tenetjs/models";
import type { LanguageRun } from "./language-run.ts";
import type { RunFile } from "./run-file.ts";
import { controlsOf, networkOptions } from "./run-options.ts";
import type { Begun, History, Source, TextValues } from "./text-facts.ts";

/** What the page is told of a network that has taken its place. */
export function begunOf(
  run: LanguageRun,
  sources: readonly Source[],
  file: RunFile | undefined,
  history: History,
  from: Begun["from"],
): Begun {
  const { options, vocabulary, evaluated, canTrain } = run;
  const names = sources.map((source) => source.file);
  return {
    names,
    file: (names.length > 0 ? names : namesIn(file)).join(" and "),
    kind: sources.length > 1 ? "text" : (sources[0]?.kind ?? "weights"),
    found: sources.length > 1 ? "" : (sources[0]?.found ?? ""),
    characters: sources.reduce((sum, { text }) => sum + text.length, 0),
    vocabularySize: vocabulary.size,
    evaluated,
    parameters: parameterCount(networkOptions(options, vocabulary.size)).total,
    units: options.hiddenSize,
    step: run.steps(),
    canTrain,
    history,
    from,
    network: file === undefined ? controlsOf(options) : controlsIn(file),
  };
}

/** The names of the texts that the network of a file was trained on. */
export function namesIn(file: RunFile | undefined): readonly string[] {
  return file?.texts.map(({ name }) => name) ?? ["network"];
}

/** The values of the controls with which the network of a file is trained. */
export function controlsIn({ options, learningRate }: RunFile): Partial<TextValues> {
  return { ...controlsOf(options), learningRate };
}
