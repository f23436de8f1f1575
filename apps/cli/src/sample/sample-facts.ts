import type { Language } from "../tasks/task.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type CopyReport, copyFinder } from "./copy-finder.ts";
import { type ResemblanceTrack, resemblanceTracker } from "./resemblance-track.ts";

/** The facts that were asked for about a sample and the training text. */
export type SampleFacts = {
  /** What the sample copies. */
  readonly memorisation?: CopyReport;
  /** Which source each of its tokens resembles. */
  readonly resemblance?: ResemblanceTrack;
};

/** Returns the facts about `sample`, which continues `prompt`. An empty sample has none. */
export type FactFinder = (prompt: Int32Array, sample: Int32Array) => Promise<SampleFacts>;

/**
 * A function that finds the facts that are asked for. It reads the training text again, unless none are.
 *
 * @throws {TenetError} `CORPUS_MISSING` when the training text is missing or has changed.
 * @throws {RangeError} when resemblance is asked for of a run with one source.
 */
export async function factFinder(
  language: Pick<Language, "vocabulary" | "sources">,
  terminal: Terminal,
  asked: {
    readonly memorisation: boolean;
    readonly resemblance: boolean;
    /** Where the training text is now; empty for where it was. */
    readonly trainingText: readonly string[];
  },
): Promise<FactFinder> {
  if (!asked.memorisation && !asked.resemblance) return async () => ({});
  const { vocabulary } = language;
  const sources = await language.sources(terminal, asked.trainingText);
  const findCopies = asked.memorisation ? copyFinder(sources, vocabulary) : undefined;
  const trackOf = asked.resemblance ? resemblanceTracker(sources, vocabulary) : undefined;
  return async (prompt, sample) => {
    if (sample.length === 0) return {};
    return {
      ...(findCopies === undefined ? {} : { memorisation: findCopies(sample) }),
      ...(trackOf === undefined ? {} : { resemblance: await trackOf(prompt, sample) }),
    };
  };
}
