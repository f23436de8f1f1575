import { phrase, problem } from "@tenetjs/core/internals";
import type { Vocabulary } from "@tenetjs/datasets";
import { ngramModel, resemblance } from "@tenetjs/sampling/scoring";
import type { SourceSplits } from "../corpus/source-splits.ts";
import { type Colour, styled } from "../terminal/styled.ts";

/** Which source each token of a text resembles. */
export type ResemblanceTrack = {
  /** The text of each token. Joined, they are the text. */
  readonly tokens: readonly string[];
  /** By source, the probability that each token comes from it. */
  readonly probabilities: Readonly<Record<string, Float32Array>>;
};

/** Returns the track of `sample`, which continues `prompt`. */
export type ResemblanceTracker = (prompt: Int32Array, sample: Int32Array) => Promise<ResemblanceTrack>;

/**
 * A function that finds which of `sources` each token of a sample resembles, by an n-gram model of each source and a small
 * probability of a change between two tokens.
 *
 * @throws {RangeError} when there are fewer than two sources.
 */
export function resemblanceTracker(
  sources: readonly SourceSplits[],
  vocabulary: Vocabulary,
): ResemblanceTracker {
  if (sources.length < 2) {
    const next = "Train on two texts or more: tenet train text alice manifesto.";
    throw new RangeError(
      problem("--resemblance", "a run on several texts", phrase(`${sources.length}`), next),
    );
  }
  const models = Object.fromEntries(
    sources.map(({ name, train }) => [name, ngramModel(train, { vocabSize: vocabulary.size })]),
  );
  return async (prompt, sample) => {
    const all = await resemblance(Int32Array.from([...prompt, ...sample]), models);
    const decoder = vocabulary.decoder();
    const tokens = Array.from(sample, (id, index) =>
      index < sample.length - 1 ? decoder.push(id) : decoder.push(id) + decoder.end(),
    );
    const probabilities = Object.fromEntries(
      Object.entries(all).map(([name, track]) => [name, track.subarray(prompt.length)]),
    );
    return { tokens, probabilities };
  };
}

const colours: readonly Colour[] = ["cyan", "yellow", "magenta", "green", "blue", "red"];

/** Makes control characters visible. */
type Visible = (text: string) => string;

/** The text, with each token in the colour of the source that it resembles most. */
export function painted({ tokens, probabilities }: ResemblanceTrack, visible: Visible): string {
  const likeliest = likeliestSources(tokens.length, Object.values(probabilities));
  let text = "";
  for (let start = 0; start < tokens.length; ) {
    const source = likeliest[start] as number;
    let end = start + 1;
    while (end < tokens.length && likeliest[end] === source) end += 1;
    text += styled(colourOf(source), visible(tokens.slice(start, end).join("")));
    start = end;
  }
  return text;
}

/** A line with the share of the text that resembles each source, and the number of changes. */
export function resemblanceLine(
  { tokens, probabilities }: ResemblanceTrack,
  visible: Visible,
  coloured: boolean,
): string {
  const likeliest = likeliestSources(tokens.length, Object.values(probabilities));
  const shares = Object.keys(probabilities).map((name, source) => {
    const share = likeliest.filter((one) => one === source).length / tokens.length;
    const words = `${visible(name)} ${(100 * share).toFixed(0)} %`;
    return coloured ? styled(colourOf(source), words) : words;
  });
  const changes = likeliest.filter((one, index) => index > 0 && one !== likeliest[index - 1]).length;
  return `resemblance: ${shares.join(", ")}; ${changes} ${changes === 1 ? "change" : "changes"}`;
}

function likeliestSources(length: number, tracks: readonly Float32Array[]): number[] {
  return Array.from({ length }, (_, at) =>
    tracks.reduce(
      (best, track, source) => ((track[at] as number) > (tracks[best]?.[at] as number) ? source : best),
      0,
    ),
  );
}

function colourOf(source: number): Colour {
  return colours[source % colours.length] as Colour;
}
