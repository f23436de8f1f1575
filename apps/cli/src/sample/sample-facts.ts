import type { Language } from "../tasks/task.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type CopyReport, copyFinder } from "./copy-finder.ts";
import { type ResemblanceTrack, resemblanceListener } from "./resemblance-track.ts";

/** What was asked about a sample, against the text that its model was trained on. */
export type SampleFacts = {
  /** What of it stands there. */
  readonly memorisation?: CopyReport;
  /** Which source each of its tokens sounds like. */
  readonly resemblance?: ResemblanceTrack;
};

/** Gives the facts of `sample`, which goes on from `prompt`; none of an empty one. */
export type FactFinder = (prompt: Int32Array, sample: Int32Array) => Promise<SampleFacts>;

/**
 * What finds the facts that are asked for. Reads the run's text again, where any is.
 *
 * @throws {TenetError} `CORPUS_MISSING` when it is not to be had.
 * @throws {RangeError} when resemblance is asked for and the run has one source.
 */
export async function factFinder(
  language: Pick<Language, "vocabulary" | "sources">,
  terminal: Terminal,
  asked: { readonly memorisation: boolean; readonly resemblance: boolean },
): Promise<FactFinder> {
  if (!asked.memorisation && !asked.resemblance) return async () => ({});
  const { vocabulary } = language;
  const sources = await language.sources(terminal);
  const findCopies = asked.memorisation ? copyFinder(sources, vocabulary) : undefined;
  const listen = asked.resemblance ? resemblanceListener(sources, vocabulary) : undefined;
  return async (prompt, sample) => {
    if (sample.length === 0) return {};
    return {
      ...(findCopies === undefined ? {} : { memorisation: findCopies(sample) }),
      ...(listen === undefined ? {} : { resemblance: await listen(prompt, sample) }),
    };
  };
}
