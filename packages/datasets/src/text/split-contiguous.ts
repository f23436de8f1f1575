import { checkInteger, checkOptions, checkPositive, phrase, problem } from "@tenetjs/core/internals";
import { checkTokenCount, type Tokens } from "./tokens.ts";

export type SplitContiguousOptions = {
  /** Tokens in a window. Each split must hold at least one window and the target after it. Default: 1. */
  time?: number;
};

/**
 * Adjacent views of `tokens`, one for each name in `proportions`, in that order. They partition the tokens and nothing is copied,
 * so a window of one split never reaches into another. Each boundary is at the cumulative proportion of the tokens, rounded.
 *
 * @throws {RangeError} when a proportion is not above 0, when the proportions do not sum to 1 (within 1e-6), when a split has fewer
 * than `time` + 1 tokens, or when `time` is not an integer of at least 1.
 */
export function splitContiguous<Data extends Tokens, Name extends string>(
  tokens: Data,
  proportions: Readonly<Record<Name, number>>,
  options: SplitContiguousOptions = {},
): Record<Name, Data> {
  checkOptions("splitContiguous", options, { time: true });
  const { time = 1 } = options;
  checkInteger("splitContiguous", "time", time, 1);
  const names = Object.keys(proportions) as Name[];
  const total = names.reduce(
    (sum, name) => sum + checkPositive("splitContiguous", name, proportions[name]),
    0,
  );
  if (Math.abs(total - 1) > 1e-6) {
    throw new RangeError(
      problem("splitContiguous", "proportions that sum to 1", phrase(`a sum of ${total}`)),
    );
  }

  const splits = {} as Record<Name, Data>;
  let [start, cumulative] = [0, 0];
  for (const name of names) {
    cumulative += proportions[name];
    const end = Math.round((cumulative / total) * tokens.length);
    splits[name] = tokens.subarray(start, end) as Data;
    checkTokenCount(
      "splitContiguous",
      splits[name],
      time + 1,
      `in "${name}" for a window of ${time} and its target`,
    );
    start = end;
  }
  return splits;
}
