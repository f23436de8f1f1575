import type { Era } from "./era-words.ts";

/** The order of the numbers of a date, as the letters of Unicode date patterns. */
export type FieldOrder = "dMy" | "Mdy" | "yMd" | "ydM" | "dyM" | "Myd";

/** The header of a line, as it is written. What its numbers mean depends on their order, which other lines help to find. */
export type Header = {
  /** The three numbers of the date, in digits. */
  readonly numbers: readonly [first: string, second: string, third: string];
  /** The eras that the date may name; none if it names no era. */
  readonly eras: readonly Era[];
  /** The orders that its numbers may have. */
  readonly orders: readonly FieldOrder[];
  /** 0 to 23, on any clock. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** The day period as written; "" for a 24-hour clock. */
  readonly period: string;
  /** How its date is written. Dates that are written alike have one order. */
  readonly dateShape: string;
  /** Its format as a Unicode date pattern (UTS 35), with 1, 2 and 3 for the numbers of the date. */
  readonly template: string;
  /** Whether it stands in brackets, as on iOS. */
  readonly bracketed: boolean;
  /** Its length in UTF-16 code units. */
  readonly length: number;
};
