import { problem } from "@tenetjs/core";
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

/** What is added to the logit of a token; -Infinity rules it out. */
export type TokenBias = { readonly token: string; readonly bias: number };

/** `TOKEN=NUMBER`; the last "=" divides, so that `==2` is of the token "=". */
export const tokenBias: ValueType<TokenBias> = {
  range: "token, =, and a number or -inf",
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
 * The options that change logits before a token is chosen, each with the transform that it stands for, in the order in which they
 * apply: what looks at the model's own logits, then what scales them, then what cuts them.
 */
export const transformOptions = {
  repetitionPenalty: transformOption({
    flag: "--repetition-penalty <x>",
    type: positive,
    help: "make the last 64 tokens less likely: 1.2 is a common choice",
    transform: (theta) => repetitionPenalty(theta),
  }),
  noRepeatNgram: transformOption({
    flag: "--no-repeat-ngram <n>",
    type: integer(1, 1024),
    help: "never write the same n tokens twice within 1024",
    transform: (n) => noRepeatNgram(n),
  }),
  logitBias: transformOption({
    flag: "--logit-bias <token=number>",
    type: repeated(tokenBias),
    help: "add to a token's logit, -inf rules it out; may be given again",
    transform: (biases, vocabulary) =>
      logitBias(biases.map(({ token, bias }) => [idOf("--logit-bias", vocabulary, token), bias])),
  }),
  temperature: transformOption({
    flag: "--temperature <t>",
    type: advising("For the most likely token each time, pass --greedy.", positive),
    otherwise: "1",
    help: "divide logits by this: below 1 safer, above 1 wilder",
    transform: (value) => temperature(value),
  }),
  topK: transformOption({
    flag: "--top-k <n>",
    type: integer(1),
    help: "draw from the n likeliest tokens",
    transform: (k) => topK(k),
  }),
  topP: transformOption({
    flag: "--top-p <p>",
    type: share,
    help: "draw from the fewest tokens whose probability reaches p",
    transform: (p) => topP(p),
  }),
  minP: transformOption({
    flag: "--min-p <p>",
    type: share,
    help: "draw from tokens at least p times as likely as the likeliest",
    transform: (p) => minP(p),
  }),
};

/** The transforms that were asked for, in the order in which they apply. @throws {RangeError} when a token is none of the vocabulary's. */
export function transformsOf(values: ValuesOf<typeof transformOptions>, vocabulary: Vocabulary): Transform[] {
  return Object.entries(transformOptions).flatMap(([name, { transform }]) => {
    const value = values[name as keyof typeof transformOptions];
    return value === null ? [] : [(transform as MakeTransform<unknown>)(value, vocabulary)];
  });
}

/** The id of `token`. @throws {RangeError} as `where`, when it is none of the vocabulary's. */
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
