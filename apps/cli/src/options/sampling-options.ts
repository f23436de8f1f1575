import { phrase, problem } from "@tenetjs/core/internals";
import { option, optionGroup, type ValuesOf } from "./option.ts";
import { transformOptions } from "./transform-options.ts";
import { atLeastZero, integer, repeated, text, toggle } from "./value-types.ts";

const drawing = ["temperature", "topK", "topP", "minP"];

/** The options that say how a language model writes. */
export const samplingOptions = {
  ...optionGroup(
    { heading: "Text" },
    {
      prompt: option({
        flag: "--prompt <text>",
        type: text,
        otherwise: "a line break, which is not shown",
        help: "text to continue",
      }),
      replaceUnknown: option({
        flag: "--replace-unknown <token>",
        type: text,
        help: "use this token for whatever the vocabulary lacks",
      }),
      length: option({
        flag: "--length <n>",
        type: integer(1),
        default: 500,
        help: "maximum number of tokens to write: characters, words or bytes, as the run has them",
      }),
      count: option({
        flag: "--count <n>",
        type: integer(1),
        default: 1,
        help: "number of samples, drawn in parallel",
      }),
      stop: option({
        flag: "--stop <text>",
        type: repeated(text),
        default: [],
        otherwise: "none",
        help: "end a sample before this text; repeatable",
      }),
    },
  ),
  ...optionGroup(
    { heading: "Sampling" },
    {
      seed: option({
        flag: "--seed <n>",
        type: integer(0),
        default: 0,
        help: "random seed: the same seed gives the same text",
      }),
      greedy: option({
        flag: "--greedy",
        type: toggle,
        default: false,
        conflicts: drawing,
        help: "always take the most likely token",
      }),
      ...transformOptions,
      beam: option({
        flag: "--beam <n>",
        type: integer(1),
        conflicts: ["greedy", ...drawing],
        help: "search for the most probable text with n hypotheses, instead of sampling",
      }),
      lengthPenalty: option({
        flag: "--length-penalty <alpha>",
        type: atLeastZero,
        otherwise: "0.6",
        help: "length penalty of --beam: 0 favours short texts",
      }),
    },
  ),
};

export type SamplingOptions = ValuesOf<typeof samplingOptions>;

/** @throws {RangeError} for options that are valid one by one, but contradict each other. */
export function checkCombination({ greedy, beam, lengthPenalty, count }: SamplingOptions): void {
  if (greedy && count > 1) {
    const next = "--greedy always gives the same text. Leave one of the two out.";
    throw new RangeError(problem("--count", "1 with --greedy", count, next));
  }
  if (beam !== null && count > beam) {
    const next = "A beam search returns at most one text for each hypothesis.";
    throw new RangeError(problem("--count", `at most ${beam} with --beam ${beam}`, count, next));
  }
  if (beam === null && lengthPenalty !== null) {
    const next = "It ranks the hypotheses of a beam search, and has no effect on sampling.";
    throw new RangeError(problem("--length-penalty", "--beam with it", phrase("none"), next));
  }
}
