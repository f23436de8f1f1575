import { checkInteger, problem } from "@tenetjs/core/internals";
import { plainLine, shorten } from "./text.ts";

/** An axis of a sweep: what differs between its trials. */
export type SweepAxis = {
  name: string;
  /** Whether numbers are spread on a log scale. Default: no. */
  logarithmic?: boolean;
};

/** A trial of a sweep. */
export type SweepTrial = {
  /** Its value on each axis, in their order. */
  values: readonly (string | number)[];
  /** What it is compared by; NaN for a trial that has come to nothing. */
  measure: number;
};

/** A sweep, as figures need it. */
export type SweepFigureOptions = {
  axes: readonly SweepAxis[];
  trials: readonly SweepTrial[];
  measure: {
    name: string;
    /** Which values are better. */
    better: "lower" | "higher";
    /** Whether it is spread on a log scale, where all values are above 0. Default: no. */
    logarithmic?: boolean;
  };
};

/** Where values stand on an axis: numbers on a scale, or the names of a list at equal distances. */
export type Scale =
  | { readonly kind: "number"; readonly from: number; readonly to: number; readonly logarithmic: boolean }
  | { readonly kind: "name"; readonly names: readonly string[] };

/** The most trials that a figure draws. More would be a grey area. */
export const mostDrawn = 5000;

/** The scale of `values`: of numbers if all are, else of names. A log scale needs numbers above 0. */
export function scaleOf(values: readonly (string | number)[], logarithmic = false): Scale {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length && values.length > 0) {
    const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
    return { kind: "number", from, to, logarithmic: logarithmic && from > 0 };
  }
  return { kind: "name", names: Array.from(new Set(values.map(nameOf))) };
}

/** Where `value` is on `scale`, from 0 at its start to 1 at its end. */
export function placeOn(scale: Scale, value: string | number): number {
  if (scale.kind === "name")
    return scale.names.length === 1 ? 0.5 : scale.names.indexOf(nameOf(value)) / (scale.names.length - 1);
  if (scale.from === scale.to) return 0.5;
  const place = scale.logarithmic ? Math.log : (number: number) => number;
  return (place(Number(value)) - place(scale.from)) / (place(scale.to) - place(scale.from));
}

/** A value as a label. */
export function nameOf(value: string | number): string {
  return shorten(plainLine(typeof value === "number" ? String(Number(value.toPrecision(3))) : value), 18);
}

/** @throws {RangeError} when there are no axes or trials, more than can be drawn, or a trial with values for other axes. */
export function checkSweep(where: string, { axes, trials }: SweepFigureOptions): void {
  checkInteger(where, "the number of axes", axes.length, 1, 12);
  checkInteger(where, "the number of trials", trials.length, 1, mostDrawn);
  for (const { values } of trials)
    if (values.length !== axes.length)
      throw new RangeError(problem(where, `a value for each of ${axes.length} axes`, values));
}

/** The trials with a measure that is a number, from the worst to the best, so that the best are drawn last. */
export function ranked({ trials, measure }: SweepFigureOptions): SweepTrial[] {
  const sign = measure.better === "lower" ? -1 : 1;
  return trials
    .filter((trial) => Number.isFinite(trial.measure))
    .sort((a, b) => sign * (a.measure - b.measure));
}
