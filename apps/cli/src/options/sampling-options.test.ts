import { Command, CommanderError, InvalidArgumentError } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOptions, readOptions } from "./command-options.ts";
import { type SamplingOptions, samplingOptions } from "./sampling-options.ts";
import { tokenBias } from "./transform-options.ts";

function parse(...args: string[]): SamplingOptions {
  const command = addOptions(new Command(), samplingOptions)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return readOptions(command.parse(args, { from: "user" }), samplingOptions).values;
}

describe("a token's bias", () => {
  test("reads back any token and any number", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: "binary" }),
        fc.double({ noNaN: true, max: 1e300 }),
        (token, bias) => {
          // `String(-0)` is "0".
          expect(tokenBias.parse(`${token}=${bias}`)).toEqual({ token, bias: bias + 0 });
        },
      ),
    );
  });

  test("is read from any text, or refused with an InvalidArgumentError", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        try {
          const { token, bias } = tokenBias.parse(text);
          expect(text.startsWith(`${token}=`)).toBe(true);
          expect(bias).toBeLessThan(Number.POSITIVE_INFINITY);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgumentError);
        }
      }),
    );
  });

  test.each(["", "=", "e", "e=", "=1", "e=x", "e=NaN", "e=inf", "e=Infinity"])("refuses %j", (text) => {
    expect(() => tokenBias.parse(text)).toThrow(InvalidArgumentError);
  });

  test.each([
    ["==2", { token: "=", bias: 2 }],
    [" = -inf", { token: " ", bias: Number.NEGATIVE_INFINITY }],
    ["a=-Infinity", { token: "a", bias: Number.NEGATIVE_INFINITY }],
  ])("reads %j", (text, expected) => {
    expect(tokenBias.parse(text)).toEqual(expected);
  });
});

test("repeatable options collect their values, and one parse does not see those of another", () => {
  const again = parse("--stop", "a", "--stop", "b", "--logit-bias", "a=1", "--logit-bias", "b=2");
  expect(again.stop).toEqual(["a", "b"]);
  expect(again.logitBias?.map(({ token }) => token)).toEqual(["a", "b"]);
  expect(parse().stop).toEqual([]);
});

test("--no-repeat-ngram is a number when given, and else null", () => {
  expect(parse().noRepeatNgram).toBe(null);
  expect(parse("--no-repeat-ngram", "4").noRepeatNgram).toBe(4);
  expect(() => parse("--no-repeat-ngram", "0")).toThrow(CommanderError);
  expect(() => parse("--no-repeat-ngram")).toThrow(/argument missing/);
});
