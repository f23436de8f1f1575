import type { Vocabulary } from "@tenetjs/datasets";
import { streamingLanguageModel } from "@tenetjs/models";
import { encodeText } from "../corpus/encode-text.ts";
import type { SamplingOptions } from "../options/sampling-options.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { drawSamples } from "./draw-samples.ts";
import type { LoadedLanguageModel } from "./load-language-model.ts";
import { factFinder } from "./sample-facts.ts";
import { jsonView, type SampleEnd, textView } from "./sample-view.ts";

export type SampleWriting = {
  readonly terminal: Terminal;
  readonly loaded: LoadedLanguageModel;
  readonly options: SamplingOptions;
  /** Whether weights are rounded to 8 bits. */
  readonly int8: boolean;
  /** Whether to report what a sample copies from the training text. */
  readonly memorisation: boolean;
  /** Whether to show which source each token resembles. */
  readonly resemblance: boolean;
  /** Where the training text is now; empty for where it was. */
  readonly trainingText: readonly string[];
  readonly json: boolean;
  /** Ends the samples, which are then shown as far as they got. */
  readonly signal: AbortSignal;
};

/** Draws the samples and shows them as they are made. */
export async function writeSamples(writing: SampleWriting): Promise<void> {
  const { terminal, loaded, options, resemblance, json, signal } = writing;
  const { model, params, vocabulary, weights } = loaded;
  const findFacts = await factFinder(loaded, terminal, writing);
  const { opening, prompt } = openingOf(options, vocabulary);
  const stream = streamingLanguageModel(model, params, { weights: writing.int8 ? "int8" : "float32" });
  const { count, beam } = options;
  const ids = Array.from({ length: count }, (): number[] => []);
  const onToken = (sample: number, id: number) => ids[sample]?.push(id);
  const chunks = drawSamples({ model: stream, vocabulary, prompt: opening, options, onToken, signal });
  const seed = options.greedy || beam !== null ? null : options.seed;
  const view = json
    ? jsonView(terminal, { prompt, seed, weights })
    : textView(terminal, { prompt, count, streams: !resemblance && beam === null });

  const written = Array.from({ length: count }, () => "");
  const running = new Set(written.keys());
  const finish = async (sample: number, end: SampleEnd) => {
    running.delete(sample);
    const text = written[sample] as string;
    const facts = await findFacts(opening, idsOf(text, ids[sample] as number[], vocabulary));
    view.finished({ sample, text, end, ...facts });
  };
  try {
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

/** The ids of the prompt, and the prompt to show. Without a prompt, the model continues a line break, which is not shown: almost anything may follow one. */
function openingOf(
  { prompt, replaceUnknown }: Pick<SamplingOptions, "prompt" | "replaceUnknown">,
  vocabulary: Vocabulary,
): { readonly opening: Int32Array; readonly prompt: string } {
  if (prompt === null || prompt === "") {
    return { opening: Int32Array.of(vocabulary.idOf("\n") ?? vocabulary.idOf(" ") ?? 0), prompt: "" };
  }
  const opening = encodeText("--prompt", vocabulary, prompt, replaceUnknown);
  return { opening, prompt: vocabulary.decode(opening) };
}

/** The first of `ids` that make up `text`. The rest belong to a stop, or to the beginning of one, which is not part of the text. */
function idsOf(text: string, ids: readonly number[], vocabulary: Vocabulary): Int32Array {
  const decoder = vocabulary.decoder();
  let length = 0;
  const end = ids.findIndex((id) => {
    length += decoder.push(id).length;
    return length > text.length;
  });
  return Int32Array.from(end < 0 ? ids : ids.slice(0, end));
}
