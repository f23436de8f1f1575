import { parameterCount } from "@tenetjs/models";
import type { LanguageRun } from "./language-run.ts";
import type { RunFile } from "./run-file.ts";
import { controlsOf, networkOptions } from "./run-options.ts";
import { lengthOf } from "./source-texts.ts";
import type { Begun, History, Source, TextValues } from "./text-facts.ts";

/** What the page is told of a network that has taken its place. */
export function begunOf(
  run: LanguageRun,
  sources: readonly Source[],
  {
    file,
    history,
    from,
    values,
  }: {
    readonly file: RunFile | undefined;
    readonly history: History;
    readonly from: Begun["from"];
    readonly values: TextValues;
  },
): Begun {
  const { options, vocabulary, evaluated, canTrain } = run;
  const names = sources.map((source) => source.file);
  return {
    names,
    file: (names.length > 0 ? names : namesIn(file)).join(" and "),
    kind: sources.length > 1 ? "text" : (sources[0]?.kind ?? "weights"),
    found: sources.length > 1 ? "" : (sources[0]?.found ?? ""),
    characters: lengthOf(sources),
    vocabularySize: vocabulary.size,
    evaluated,
    parameters: parameterCount(networkOptions(options, vocabulary.size)).total,
    units: options.hiddenSize,
    step: run.steps(),
    canTrain,
    history,
    from,
    network: { ...controlsOf(options), learningRate: values.learningRate, steps: values.steps },
  };
}

/** The names of the texts that the network of a file was trained on. */
export function namesIn(file: RunFile | undefined): readonly string[] {
  return file?.texts.map(({ name }) => name) ?? ["network"];
}

/** The values of the controls with which the network of a file is trained. */
export function controlsIn({ options, learningRate }: RunFile): Partial<TextValues> {
  const { cosine } = options;
  return { ...controlsOf(options), learningRate, ...(cosine === null ? {} : { steps: cosine }) };
}
