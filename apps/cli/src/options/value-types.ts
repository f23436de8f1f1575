import { InvalidArgumentError } from "commander";

/** How the value of an option is written on a command line. */
export type ValueType<Value> = {
  /** The allowed values in words: "integer from 2 to 10000". */
  readonly range: string;
  /** The allowed values as the help shows them, where a reader would not guess them. */
  readonly limits?: string;
  /** The values to complete, where there are few enough to list. */
  readonly choices?: readonly string[];
  /** Whether it names a file or a directory. */
  readonly isPath?: boolean;
  /** Whether the option may be given several times. */
  readonly repeatable?: boolean;
  /** The value of `text`. `before` is the value so far of a repeatable option. @throws {InvalidArgumentError} */
  parse(text: string, before?: Value): Value;
};

/** A switch. It takes no value and inverts its default. */
export const toggle: ValueType<boolean> = { range: "", parse: () => true };

/** Any text. */
export const text: ValueType<string> = { range: "text", parse: (written) => written };

/** The path of a file or a directory. */
export const path: ValueType<string> = { range: "path", isPath: true, parse: (written) => written };

/** One of `choices`. */
export function choice<const Choice extends string>(choices: readonly Choice[]): ValueType<Choice> {
  const names = choices.join(", ");
  return {
    range: names,
    limits: names,
    choices,
    parse: (written) => {
      const found = choices.find((known) => known === written);
      if (found !== undefined) return found;
      const meant = choices.find((known) => letters(known) === letters(written));
      const advice = meant === undefined ? "" : ` Did you mean ${meant}?`;
      throw new InvalidArgumentError(`Allowed choices are ${names}.${advice}`);
    },
  };
}

/** What two spellings of one name have in common: "Layer-Norm LSTM" and "layer_norm_lstm". */
function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** An integer from `least` to `most`. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): ValueType<number> {
  const open = most === Number.MAX_SAFE_INTEGER;
  return number({
    range: open ? `integer of at least ${least}` : `integer from ${least} to ${most}`,
    ...(open ? {} : { limits: `${least} to ${most}` }),
    allows: (value) => Number.isSafeInteger(value) && value >= least && value <= most,
  });
}

/** A finite number above 0. */
export const positive = number({
  range: "number above 0",
  allows: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
});

/** A finite number, at least 0. */
export const atLeastZero = number({
  range: "number of at least 0",
  allows: (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
});

/** A number from 0, included, to 1, excluded. */
export const belowOne = number({
  range: "number of at least 0 and below 1",
  limits: "at least 0 and below 1",
  allows: (value) => value >= 0 && value < 1,
});

/** A number between 0 and 1, both excluded. */
export const fraction = number({
  range: "number above 0 and below 1",
  limits: "above 0 and below 1",
  allows: (value) => value > 0 && value < 1,
});

/** A number from 0, excluded, to 1, included. */
export const share = number({
  range: "number above 0 and at most 1",
  limits: "above 0 and at most 1",
  allows: (value) => value > 0 && value <= 1,
});

/** `type` with `advice` at the end of its errors. */
export function advising<Value>(advice: string, type: ValueType<Value>): ValueType<Value> {
  return {
    ...type,
    parse: (written) => {
      try {
        return type.parse(written);
      } catch (error) {
        throw new InvalidArgumentError(`${(error as Error).message} ${advice}`);
      }
    },
  };
}

/** Several values, separated by commas. */
export function list<Value>(type: ValueType<Value>): ValueType<readonly Value[]> {
  return {
    range: `${type.range}, or several separated by commas`,
    parse: (written) => written.split(",").map((part) => type.parse(part)),
  };
}

/** All values of an option that may be given several times. */
export function repeated<Value>(type: ValueType<Value>): ValueType<readonly Value[]> {
  return {
    range: type.range,
    repeatable: true,
    parse: (written, before) => [...(before ?? []), type.parse(written)],
  };
}

/** An optional value, for a flag with `[value]`. Without a value it is true. */
export function orTrue<Value>(type: ValueType<Value>): ValueType<Value | true> {
  return { ...type, parse: (written) => type.parse(written) };
}

function number({
  allows,
  ...words
}: Pick<ValueType<number>, "range" | "limits"> & {
  readonly allows: (value: number) => boolean;
}): ValueType<number> {
  const { range } = words;
  return {
    ...words,
    parse: (written) => {
      const value = Number(written);
      if (written.trim() !== "" && allows(value)) return value;
      const meant = withoutCommas(written);
      const advice = meant !== undefined && allows(Number(meant)) ? ` Write ${meant}.` : "";
      throw new InvalidArgumentError(`Expected ${/^[aeiou]/.test(range) ? "an" : "a"} ${range}.${advice}`);
    },
  };
}

/** `written` as it is meant, where commas group its digits ("1,000") or one stands for the point ("0,01"). */
function withoutCommas(written: string): string | undefined {
  if (/^[1-9]\d{0,2}(,\d{3})+$/.test(written)) return written.replaceAll(",", "");
  return /^\d+,\d+$/.test(written) ? written.replace(",", ".") : undefined;
}
