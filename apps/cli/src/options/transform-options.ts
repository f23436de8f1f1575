import { problem } from "@tenetjs/core/internals";
import type { Vocabulary } from "@tenetjs/datasets";
import {
  logitBias,
  minP,
  noRepeatNgram,
  repetitionPenalty,
  type Transform,
  temperature,
  topK,
  topP,
} from "@tenetjs/sampling";
import { InvalidArgumentError } from "commander";
import { type Option, option, type ValuesOf } from "./option.ts";
import { advising, integer, positive, repeated, share, type ValueType } from "./value-types.ts";

/** A number to add to the logit of a token. -Infinity rules the token out. */
export type TokenBias = { readonly token: string; readonly bias: number };

/** `TOKEN=NUMBER`. The last "=" is the separator, so that `==2` names the token "=". */
export const tokenBias: ValueType<TokenBias> = {
  range: "token=number; the number may be -inf",
  parse: (text) => {
    const divide = text.lastIndexOf("=");
    const token = text.slice(0, Math.max(divide, 0));
    const written = text.slice(divide + 1).trim();
    const bias = /^-inf(inity)?$/i.test(written) ? Number.NEGATIVE_INFINITY : Number(written);
    if (token !== "" && written !== "" && bias < Number.POSITIVE_INFINITY) return { token, bias };
    throw new InvalidArgumentError('Expected a token, "=", and a number or -inf.');
  },
};

/**
 * The options that change logits before a token is chosen, each with its transform, in the order in which they apply: first those
 * that act on the model's own logits, then the temperature, then those that cut the distribution.
 */
export const transformOptions = {
  repetitionPenalty: transformOption({
    flag: "--repetition-penalty <x>",
    type: positive,
    help: "make the last 64 tokens less likely; 1.2 is a common choice",
    transform: (theta) => repetitionPenalty(theta),
  }),
  noRepeatNgram: transformOption({
    flag: "--no-repeat-ngram <n>",
    type: integer(1, 1024),
    help: "never repeat an n-gram of the last 1024 tokens",
    transform: (n) => noRepeatNgram(n),
  }),
  logitBias: transformOption({
    flag: "--logit-bias <token=number>",
    type: repeated(tokenBias),
    help: "add a number to the logit of a token; -inf rules the token out; repeatable",
    transform: (biases, vocabulary) =>
      logitBias(biases.map(({ token, bias }) => [idOf("--logit-bias", vocabulary, token), bias])),
  }),
  temperature: transformOption({
    flag: "--temperature <t>",
    type: advising("To always take the most likely token, pass --greedy.", positive),
    otherwise: "1",
    help: "divide logits by this: less is safer, more is more varied",
    transform: (value) => temperature(value),
  }),
  topK: transformOption({
    flag: "--top-k <n>",
    type: integer(1),
    help: "draw from the n most likely tokens",
    transform: (k) => topK(k),
  }),
  topP: transformOption({
    flag: "--top-p <p>",
    type: share,
    help: "draw from the fewest tokens whose probabilities sum to at least p",
    transform: (p) => topP(p),
  }),
  minP: transformOption({
    flag: "--min-p <p>",
    type: share,
    help: "draw from the tokens at least p times as likely as the most likely one",
    transform: (p) => minP(p),
  }),
};

/** The transforms that `values` ask for, in the order in which they apply. @throws {RangeError} when the vocabulary lacks a biased token. */
export function transformsOf(values: ValuesOf<typeof transformOptions>, vocabulary: Vocabulary): Transform[] {
  return Object.entries(transformOptions).flatMap(([name, { transform }]) => {
    const value = values[name as keyof typeof transformOptions];
    return value === null ? [] : [(transform as MakeTransform<unknown>)(value, vocabulary)];
  });
}

/** The id of `token`. @throws {RangeError} in the name of `where`, when the vocabulary lacks it. */
export function idOf(where: string, vocabulary: Vocabulary, token: string): number {
  const id = vocabulary.idOf(token);
  if (id !== undefined) return id;
  throw new RangeError(problem(where, `one of the vocabulary's ${vocabulary.kind}`, token));
}

type MakeTransform<Value> = (value: Value, vocabulary: Vocabulary) => Transform;

function transformOption<Value>({
  transform,
  ...statement
}: Omit<Option<Value>, "default"> & { readonly transform: MakeTransform<Value> }): Option<Value | null> & {
  readonly transform: MakeTransform<Value>;
} {
  return { ...option<Value>(statement), transform };
}
