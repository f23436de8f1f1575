import { phrase, problem } from "@tenetjs/core";
import { option, optionGroup, type ValuesOf } from "./option.ts";
import { transformOptions } from "./transform-options.ts";
import { atLeastZero, integer, repeated, text, toggle } from "./value-types.ts";

const drawing = ["temperature", "topK", "topP", "minP"];

/** How text is drawn from a model. */
export const samplingOptions = {
  ...optionGroup(
    { heading: "Text" },
    {
      prompt: option({
        flag: "--prompt <text>",
        type: text,
        otherwise: "a new line, which is not shown",
        help: "what the text starts with",
      }),
      replaceUnknown: option({
        flag: "--replace-unknown <token>",
        type: text,
        help: "take this for what the vocabulary lacks",
      }),
      length: option({
        flag: "--length <n>",
        type: integer(1),
        default: 500,
        help: "tokens a sample has at most: characters, unless the vocabulary is of words or bytes",
      }),
      count: option({
        flag: "--count <n>",
        type: integer(1),
        default: 1,
        help: "samples, drawn side by side",
      }),
      stop: option({
        flag: "--stop <text>",
        type: repeated(text),
        default: [],
        otherwise: "none",
        help: "end a sample before this text; may be given again",
      }),
    },
  ),
  ...optionGroup(
    { heading: "Choice of tokens" },
    {
      seed: option({
        flag: "--seed <n>",
        type: integer(0),
        default: 0,
        help: "seed of the draws: the same one gives the same text",
      }),
      greedy: option({
        flag: "--greedy",
        type: toggle,
        default: false,
        conflicts: drawing,
        help: "take the most likely token each time",
      }),
      ...transformOptions,
      beam: option({
        flag: "--beam <n>",
        type: integer(1),
        conflicts: ["greedy", ...drawing],
        help: "search for the most probable text with n hypotheses, instead of drawing",
      }),
      lengthPenalty: option({
        flag: "--length-penalty <alpha>",
        type: atLeastZero,
        otherwise: "0.6",
        help: "of --beam: 0 favours short texts",
      }),
    },
  ),
};

export type SamplingOptions = ValuesOf<typeof samplingOptions>;

/** @throws {RangeError} for options that are each right, but make no sense together. */
export function checkTogether({ greedy, beam, lengthPenalty, count }: SamplingOptions): void {
  if (greedy && count > 1) {
    const next = "--greedy gives one text, however often; leave one of the two out.";
    throw new RangeError(problem("--count", "1 with --greedy", count, next));
  }
  if (beam !== null && count > beam) {
    const next = "The search returns as many texts as it has hypotheses.";
    throw new RangeError(problem("--count", `at most ${beam} with --beam ${beam}`, count, next));
  }
  if (beam === null && lengthPenalty !== null) {
    const next = "It ranks the hypotheses of a beam search.";
    throw new RangeError(problem("--length-penalty", "--beam beside it", phrase("none"), next));
  }
}
