import { phrase, problem } from "@tenetjs/core/internals";
import { byteVocabulary, characterVocabulary, type Vocabulary, wordVocabulary } from "@tenetjs/datasets";
import { encodeKnown } from "../../corpus/encode-text.ts";
import { rereadSources } from "../../corpus/read-corpus.ts";
import type { Source } from "../../corpus/read-source.ts";
import { flagOf, keptValues } from "../../options/option.ts";
import { newRun, type Run } from "../../run/run.ts";
import { checkTextSize } from "../../size/check-sampling-size.ts";
import type { BeginRequest, Language, OpenRequest, TaskWork } from "../task.ts";
import { withPreset } from "../with-preset.ts";
import { corpusSplits, notFollowed } from "./corpus-splits.ts";
import { languageEvaluation } from "./evaluate/language-evaluation.ts";
import type { LanguageKind } from "./language-kind.ts";
import { type LanguageOptions, type LanguageValues, languageOptions, presets } from "./language-options.ts";
import { checkRecorded } from "./recorded-texts.ts";
import type { SampleOptions } from "./sample-writer.ts";
import { readStartingWeights, type StartingWeights } from "./starting-weights.ts";
import type { TextData } from "./text-data.ts";
import {
  languageModelOf,
  languageNetworkOf,
  networkNames,
  type TextNetwork,
  type TextRun,
  vocabularyOf,
} from "./text-run.ts";
import { textTrainable } from "./text-trainable.ts";

/** What a task on a kind of text does. */
export function languageWork<Options extends LanguageOptions>(
  kind: LanguageKind<Options>,
): TaskWork<Options, TextData> {
  const { name, options } = kind;
  const textOf = (source: Source, run: Run<Options, TextData>, whose: "own" | "another") =>
    kind.textOf(source, run.options, whose);
  const textsAgain = async (
    run: Run<Options, TextData>,
    { names, terminal, path }: Pick<OpenRequest<Options>, "names" | "terminal"> & { readonly path?: string },
  ) => {
    checkRecorded(run.data.sources, names, path);
    const sources = await rereadSources(run.data.sources, names, terminal);
    return Promise.all(sources.map((source) => textOf(source, run, "own")));
  };
  const proportionsOf = (run: Run<Options, TextData>) => kind.proportions?.(run.options) ?? undefined;
  const language = (run: Run<Options, TextData>, { own }: { readonly own: boolean }): Language => ({
    vocabulary: vocabularyOf(plain(run)),
    get model() {
      return languageModelOf(plain(run));
    },
    sources: async (terminal, moved) => {
      if (!own && moved.length === 0) throw notFollowed();
      return corpusSplits(plain(run), () => textsAgain(run, { names: moved, terminal }));
    },
  });
  return {
    begin: async ({ values: asked, given, configured, names, terminal }) => {
      const request = asked as LanguageValues;
      const start = request.initFrom === null ? undefined : await readStartingWeights(request.initFrom);
      const values = { ...asked, ...withDependentDefaults(request, { given, configured, names }, start) };
      const { sources, found } = await kind.read({ values, names, terminal });
      const texts = sources.map(({ text }) => text);
      const { vocabulary: wanted } = values as LanguageValues;
      const vocabulary = start === undefined ? vocabularyFor(wanted, texts) : vocabularyOf(start.run);
      const next =
        "The new run has the vocabulary of that one. Train on a text without them, or from fresh weights.";
      const tokens = texts.map((text) => encodeKnown("--init-from", vocabulary, text, next));
      const kept = { ...keptValues(options, values), ...found };
      const run = newRun<Options, TextData>({
        task: name,
        network: languageNetworkOf(kept as unknown as LanguageValues, vocabulary),
        vocabulary: vocabulary.toJSON(),
        options: kept,
        data: {
          sources: sources.map(({ name, origin, sha256 }, index) => {
            return { name, origin, sha256, tokens: tokens[index]?.length ?? 0 };
          }),
          initialWeights: start === undefined ? null : recorded(start.origin, sources),
        },
      });
      const samples = samplesOf(request);
      return {
        run,
        trainable: textTrainable(plain(run), tokens, { proportions: proportionsOf(run), start, samples }),
      };
    },
    open: async (run, { values, ...request }) => {
      const vocabulary = vocabularyOf(plain(run));
      const texts = await textsAgain(run, request);
      const tokens = texts.map((text) => vocabulary.encode(text));
      const samples = samplesOf(values as LanguageValues);
      return textTrainable(plain(run), tokens, { proportions: proportionsOf(run), samples });
    },
    network: (run) => languageNetworkOf(plain(run).options, vocabularyOf(plain(run))),
    language,
    evaluator: languageEvaluation<Run<Options, TextData>>(language, (source, run) =>
      textOf(source, run, "another"),
    ),
  };
}

/** The origin of initial weights as a run on `sources` records it: without a path, which may be a name, if it hides that of a source. */
function recorded(
  { path, sha256 }: StartingWeights["origin"],
  sources: readonly Pick<Source, "origin">[],
): TextData["initialWeights"] {
  return { path: sources.some(({ origin }) => origin.kind === "hidden") ? null : path, sha256 };
}

/** `run`, typed with the options that all kinds of text have. */
function plain<Options extends LanguageOptions>(run: Run<Options, TextData>): TextRun {
  return run as TextRun;
}

/** `values` in which options that are not settled are set by the preset, by other options, and by the run that `start` comes from. */
function withDependentDefaults(
  values: LanguageValues,
  { given, configured, names }: Pick<BeginRequest<LanguageOptions>, "given" | "configured" | "names">,
  start: StartingWeights | undefined,
): LanguageValues {
  const preset = withPreset(values, presets, { given, configured });
  const { embedding, tied, hiddenSize } = preset;
  const isGiven = (name: string) => given.has(name) || configured.has(name);
  const isBest = values.preset === "best";
  const whole = {
    ...preset,
    // An output layer that is tied has the embedding of the hidden size, whatever the preset has.
    embedding: tied && !isGiven("embedding") ? hiddenSize : embedding,
    // A state can be carried through one text only, and another decay leaves no place for a cosine.
    carryState: preset.carryState && (names.length === 1 || isGiven("carryState")),
    cosine: preset.cosine ?? (isBest && !isGiven("decay") && !isGiven("decayEvery") ? values.steps : null),
  };
  return start === undefined ? whole : { ...whole, ...networkFrom(start.run, values, given) };
}

/** The options of the network of `run`. @throws {RangeError} when a given option has another value. */
function networkFrom(
  run: TextNetwork,
  values: LanguageValues,
  given: ReadonlySet<string>,
): Partial<LanguageValues> {
  const kept = networkNames.map((name) => [name, run.options[name]] as const);
  for (const [name, value] of kept) {
    if (!given.has(name) || values[name] === value) continue;
    const next = "The weights fit that network only. Leave the option out, or leave out --init-from.";
    const expected = `${flagOf(languageOptions[name])} ${value ?? "left out"}, as in that run`;
    throw new RangeError(problem("--init-from", expected, phrase(String(values[name])), next));
  }
  return Object.fromEntries(kept);
}

function vocabularyFor(kind: LanguageValues["vocabulary"], texts: readonly string[]): Vocabulary {
  if (kind === "bytes") return byteVocabulary();
  return kind === "words" ? wordVocabulary(texts) : characterVocabulary(texts);
}

/** The samples that the options ask for; undefined for none. */
function samplesOf({
  sampleEvery,
  sampleLength,
  prompt,
  temperature,
}: Pick<LanguageValues, "sampleEvery" | "sampleLength" | "prompt" | "temperature">):
  | (SampleOptions & { readonly every: number })
  | undefined {
  if (sampleEvery === 0) return undefined;
  checkTextSize({ count: 1, beam: null, length: sampleLength }, "--sample-length");
  return { every: sampleEvery, length: sampleLength, prompt, temperature };
}
