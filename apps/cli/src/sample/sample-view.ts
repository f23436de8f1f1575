import { styled } from "../terminal/styled.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { memorisationLines } from "./memorisation-lines.ts";
import { painted, resemblanceLine } from "./resemblance-track.ts";
import type { SampleFacts } from "./sample-facts.ts";

/** Why a sample ended. It is exhausted if the options permit no token after it. */
export type SampleEnd = "length" | "stop" | "exhausted" | "interrupted";

export type FinishedSample = SampleFacts & {
  /** Its number, from 0. */
  readonly sample: number;
  /** The text that the model wrote, without the prompt. */
  readonly text: string;
  readonly end: SampleEnd;
};

/** Shows samples while they are made. */
export type SampleView = {
  piece(sample: number, text: string): void;
  finished(sample: FinishedSample): void;
};

/**
 * A view that writes samples with their prompt, in order. With `streams`, the first sample is written as it is made. The others
 * are written when they are complete.
 */
export function textView(
  terminal: Terminal,
  { prompt, count, streams }: { readonly prompt: string; readonly count: number; readonly streams: boolean },
): SampleView {
  const waiting = new Map<number, FinishedSample>();
  let next = 0;
  const begin = (sample: number) => {
    if (count > 1 && terminal.colours)
      terminal.paint(`${styled("dim", `sample ${sample + 1} of ${count}`)}\n`);
    else if (sample > 0) terminal.out("");
    terminal.write(prompt);
  };
  const show = ({ sample, text, memorisation, resemblance }: FinishedSample) => {
    if (!(streams && sample === 0)) {
      begin(sample);
      if (resemblance !== undefined && terminal.colours)
        terminal.paint(painted(resemblance, terminal.visible));
      else terminal.write(text);
    }
    terminal.write("\n");
    if (resemblance !== undefined)
      terminal.paint(`${resemblanceLine(resemblance, terminal.visible, terminal.colours)}\n`, "error");
    if (memorisation !== undefined) for (const line of memorisationLines(memorisation)) terminal.error(line);
  };
  if (streams) begin(0);
  return {
    piece: (sample, text) => {
      if (streams && sample === 0) terminal.write(text);
    },
    finished: (one) => {
      waiting.set(one.sample, one);
      for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
        show(due);
        next += 1;
      }
    },
  };
}

/** A view that writes a line of JSON for each sample when it ends. Every line includes `facts`. */
export function jsonView(terminal: Terminal, facts: object): SampleView {
  return {
    piece: () => {},
    finished: ({ memorisation, resemblance, ...sample }) =>
      terminal.out(
        JSON.stringify({
          ...sample,
          ...facts,
          ...(memorisation === undefined
            ? {}
            : {
                memorisation: {
                  longest: { ...memorisation.longest, text: memorisation.longestText },
                  ngrams: memorisation.ngrams,
                },
              }),
          ...(resemblance === undefined ? {} : { resemblance: rounded(resemblance.probabilities) }),
        }),
      ),
  };
}

/** The probabilities, rounded to three digits to keep lines short. */
function rounded(tracks: Readonly<Record<string, Float32Array>>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(tracks).map(([name, track]) => [
      name,
      Array.from(track, (value) => Math.round(value * 1000) / 1000),
    ]),
  );
}
