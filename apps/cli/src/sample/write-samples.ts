import type { Vocabulary } from "@tenetjs/datasets";
import { streamingLanguageModel } from "@tenetjs/models";
import { corpusSplits } from "../corpus/corpus-splits.ts";
import { encodeText } from "../corpus/encode-text.ts";
import type { SamplingOptions } from "../options/sampling-options.ts";
import type { LoadedLanguageModel } from "../run/load-language-model.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { copyFinder } from "./copy-finder.ts";
import { drawSamples } from "./draw-samples.ts";
import { resemblanceListener } from "./resemblance-track.ts";
import { jsonView, type SampleEnd, textView } from "./sample-view.ts";

export type SampleWriting = {
  readonly terminal: Terminal;
  readonly loaded: LoadedLanguageModel;
  readonly options: SamplingOptions;
  readonly memorisation?: boolean;
  readonly resemblance?: boolean;
  readonly json?: boolean;
  /** Ends the samples where they are; they are then shown as they are. */
  readonly signal: AbortSignal;
};

/** Draws the samples, and shows them as they are made. */
export async function writeSamples(writing: SampleWriting): Promise<void> {
  const { terminal, loaded, options, memorisation, resemblance, json, signal } = writing;
  const { model, params, vocabulary, weights, run } = loaded;
  const sources = memorisation || resemblance ? await corpusSplits(run, terminal) : [];
  const findCopies = memorisation ? copyFinder(sources, vocabulary) : undefined;
  const listen = resemblance ? resemblanceListener(sources, vocabulary) : undefined;

  const { prompt = "", replaceUnknown, count, seed, greedy, beam } = options;
  const opening =
    prompt === ""
      ? Int32Array.of(openingToken(vocabulary))
      : encodeText("--prompt", vocabulary, prompt, replaceUnknown);
  const shownPrompt = prompt === "" ? "" : vocabulary.decode(opening);
  const view = json
    ? jsonView(terminal, {
        prompt: shownPrompt,
        seed: greedy || beam !== undefined ? null : seed,
        weights,
      })
    : textView(terminal, { prompt: shownPrompt, count, streams: listen === undefined && beam === undefined });

  const written = Array.from({ length: count }, () => "");
  const running = new Set(written.keys());
  const finish = async (sample: number, end: SampleEnd) => {
    running.delete(sample);
    const text = written[sample] as string;
    const ids = vocabulary.encode(text);
    view.finished({
      sample,
      text,
      end,
      ...(findCopies === undefined ? {} : { memorisation: findCopies(ids) }),
      ...(listen === undefined ? {} : { resemblance: await listen(opening, ids) }),
    });
  };
  try {
    const chunks = drawSamples({
      model: streamingLanguageModel(model, params),
      vocabulary,
      prompt: opening,
      options,
      signal,
    });
    for await (const { sample, text, end } of chunks) {
      written[sample] += text;
      view.piece(sample, text);
      if (end !== null) await finish(sample, end);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    for (const sample of running) await finish(sample, "interrupted");
  }
}

/** What a text without a prompt starts after: a line's end, as after it almost anything may come. */
function openingToken(vocabulary: Vocabulary): number {
  return vocabulary.idOf("\n") ?? vocabulary.idOf(" ") ?? 0;
}
