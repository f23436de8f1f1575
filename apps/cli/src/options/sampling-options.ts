import { phrase, problem } from "@tenetjs/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import { positiveNumber, wholeNumber } from "./numbers.ts";

/** How text is drawn from a model; what is absent was not asked for. */
export type SamplingOptions = {
  readonly prompt?: string;
  readonly replaceUnknown?: string;
  readonly length: number;
  readonly count: number;
  readonly seed: number;
  readonly stop: readonly string[];
  readonly greedy?: boolean;
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly repetitionPenalty?: number;
  /** The n of n-grams that may not come again; true where all may. Commander takes the "no" of `--no-repeat-ngram` for a negation. */
  readonly repeatNgram: number | true;
  readonly logitBias: readonly TokenBias[];
  readonly beam?: number;
  readonly lengthPenalty?: number;
};

/** What is added to the logit of a token; -Infinity rules it out. */
export type TokenBias = { readonly token: string; readonly bias: number };

/** `command` with the options of sampling. */
export function withSamplingOptions(command: Command): Command {
  const drawing = ["greedy", "temperature", "topK", "topP", "minP"];
  return command
    .option("--prompt <text>", "what the text starts with (default: a new line, which is not shown)")
    .option("--replace-unknown <token>", "take this for what the vocabulary lacks")
    .option(
      "--length <n>",
      "tokens a sample has at most: characters, unless the vocabulary is of words or bytes",
      wholeNumber(1),
      500,
    )
    .option("--count <n>", "samples, drawn side by side", wholeNumber(1), 1)
    .option("--seed <n>", "seed of the draws: the same one gives the same text", wholeNumber(0), 0)
    .addOption(
      new Option("--stop <text>", "end a sample before this text; may be given again")
        .argParser(gathered((text) => text))
        .default([], "none"),
    )
    .addOption(
      new Option("--greedy", "take the most likely token each time").conflicts([
        "temperature",
        "topK",
        "topP",
        "minP",
      ]),
    )
    .option(
      "--temperature <t>",
      "what logits are divided by: below 1 safer, above 1 wilder (default: 1)",
      temperatureValue,
    )
    .option("--top-k <n>", "draw from the n likeliest tokens", wholeNumber(1))
    .option("--top-p <p>", "draw from the fewest tokens whose probability reaches p", share)
    .option("--min-p <p>", "draw from tokens at least p times as likely as the likeliest", share)
    .option(
      "--repetition-penalty <x>",
      "make the last 64 tokens less likely: 1.2 is a common choice",
      positiveNumber,
    )
    .option("--no-repeat-ngram <n>", "never write the same n tokens twice within 1024", wholeNumber(1))
    .addOption(
      new Option(
        "--logit-bias <token=number>",
        "add to a token's logit, -inf rules it out; may be given again",
      )
        .argParser(gathered(tokenBias))
        .default([], "none"),
    )
    .addOption(
      new Option("--beam <n>", "search for the most probable text with n hypotheses, instead of drawing")
        .argParser(wholeNumber(1))
        .conflicts(drawing),
    )
    .option("--length-penalty <alpha>", "of --beam: 0 favours short texts (default: 0.6)", atLeastZero);
}

/** @throws {RangeError} for options that are each right, but make no sense together. */
export function checkTogether({ greedy, beam, lengthPenalty, count }: SamplingOptions): void {
  if (greedy && count > 1) {
    const next = "--greedy gives one text, however often; leave one of the two out.";
    throw new RangeError(problem("--count", "1 with --greedy", count, next));
  }
  if (beam !== undefined && count > beam) {
    const next = "The search returns as many texts as it has hypotheses.";
    throw new RangeError(problem("--count", `at most ${beam} with --beam ${beam}`, count, next));
  }
  if (beam === undefined && lengthPenalty !== undefined) {
    const next = "It ranks the hypotheses of a beam search.";
    throw new RangeError(problem("--length-penalty", "--beam beside it", phrase("none"), next));
  }
}

/** `TOKEN=NUMBER`; the last "=" divides, so that `==2` is of the token "=". */
export function tokenBias(text: string): TokenBias {
  const divide = text.lastIndexOf("=");
  const token = text.slice(0, Math.max(divide, 0));
  const written = text.slice(divide + 1).trim();
  const bias = /^-inf(inity)?$/i.test(written) ? Number.NEGATIVE_INFINITY : Number(written);
  if (token !== "" && written !== "" && bias < Number.POSITIVE_INFINITY) return { token, bias };
  throw new InvalidArgumentError('Expected a token, "=", and a number or -inf.');
}

/** A share above 0 and at most 1. */
export function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError("Expected a number above 0 and at most 1.");
}

function temperatureValue(text: string): number {
  const value = Number(text);
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new InvalidArgumentError(
    "Expected a finite number above 0. For the most likely token each time, pass --greedy.",
  );
}

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new InvalidArgumentError("Expected a finite number of at least 0.");
}

/** A parser that adds to what earlier uses of the option gave. */
function gathered<T>(parse: (text: string) => T): (text: string, before: readonly T[]) => readonly T[] {
  return (text, before) => [...before, parse(text)];
}
