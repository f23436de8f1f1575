import {
  array,
  type InferOutput,
  literal,
  minLength,
  number,
  pipe,
  regex,
  safeInteger,
  strictObject,
  string,
  variant,
} from "valibot";

const names = pipe(array(string()), minLength(1, "a list of at least one column"));

/** The data of a run on a series: where its rows come from, and which of their columns it reads and predicts. */
export const seriesData = strictObject({
  source: variant("kind", [
    strictObject({
      kind: literal("file"),
      path: string(),
      sha256: pipe(string(), regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits")),
    }),
    strictObject({ kind: literal("tides") }),
  ]),
  rows: pipe(number(), safeInteger("an integer")),
  columns: names,
  targets: names,
});

export type SeriesData = Readonly<InferOutput<typeof seriesData>>;
