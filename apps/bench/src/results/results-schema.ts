import {
  array,
  boolean,
  check,
  exactOptional,
  type GenericSchema,
  literal,
  minLength,
  number,
  object,
  picklist,
  pipe,
  record,
  regex,
  strictTuple,
  string,
  variant,
} from "valibot";
import type { Results } from "./results.ts";
import { timelineWork } from "./timeline.ts";

const text = string("a string");
const filledText = pipe(text, minLength(1, "a string that is not empty"));
const lowerCaseId = pipe(
  text,
  regex(/^[a-z0-9][a-z0-9./-]*$/, "lower-case letters, digits, dots, dashes and slashes"),
);
const amount = pipe(
  number("a number"),
  check((value) => value >= 0, "a number of at least 0"),
);
const positive = pipe(
  number("a number"),
  check((value) => value > 0, "a number above 0"),
);
const count = pipe(
  number("a number"),
  check((value) => Number.isSafeInteger(value) && value >= 1, "an integer of at least 1"),
);
const date = pipe(
  text,
  check(
    (value) => /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
    "a date and time of ISO 8601",
  ),
);

const interval = pipe(
  strictTuple([amount, amount], "two numbers"),
  check(([least, most]) => least <= most, "the least before the most"),
);

const gpu = { name: text, driver: exactOptional(text), software: boolean("true or false") };

const environment = object({
  date,
  processor: text,
  threads: count,
  system: text,
  load: exactOptional(amount),
  runtime: text,
  v8Flags: array(text),
  crossOriginIsolated: exactOptional(boolean("true or false")),
  adapter: exactOptional(object(gpu)),
  versions: record(text, text),
  commit: text,
});

const agreement = variant("status", [
  object({
    status: literal("agrees"),
    value: number("a number"),
    expected: number("a number"),
  }),
  object({ status: literal("different"), why: filledText }),
  object({ status: literal("none") }),
]);

const timeline = object({
  duration: positive,
  spans: array(
    object({
      thread: pipe(
        amount,
        check((value) => Number.isSafeInteger(value), "an integer of at least 0"),
      ),
      work: picklist(timelineWork),
      from: amount,
      to: amount,
    }),
  ),
});

const subject = { id: lowerCaseId, title: filledText, threads: count };
const measured = object({
  ...subject,
  status: literal("measured"),
  rounds: pipe(array(positive), minLength(1, "at least one round")),
  median: positive,
  interval,
  ratio: exactOptional(object({ median: positive, interval })),
  check: agreement,
  gpu: exactOptional(object(gpu)),
  form: exactOptional(filledText),
  share: exactOptional(object({ peak: amount, bandwidth: amount })),
  timeline: exactOptional(timeline),
});
const missing = object({ ...subject, status: picklist(["skipped", "failed"]), reason: filledText });

const caseResult = object({
  id: lowerCaseId,
  title: filledText,
  description: text,
  unit: picklist(["ms", "MB", "characters/s"]),
  better: picklist(["lower", "higher"]),
  work: exactOptional(object({ flops: amount, bytes: amount })),
  scaling: exactOptional(
    object({ figure: picklist(["time", "batch", "hidden", "threads"]), value: positive }),
  ),
  reference: lowerCaseId,
  subjects: pipe(
    array(variant("status", [measured, missing])),
    check((items) => haveOwnIds(items), "an array of unique ids"),
  ),
});

/** The schema of a results file. Unknown fields are dropped. */
export const resultsSchema: GenericSchema<unknown, Results> = object({
  schema: literal(1),
  mode: picklist(["quick", "full"]),
  host: picklist(["node", "browser"]),
  environment,
  machine: exactOptional(
    object({
      peak: record(text, positive),
      bandwidth: record(text, positive),
      gpu: exactOptional(object({ ...gpu, peak: positive, bandwidth: positive })),
    }),
  ),
  cases: pipe(
    array(caseResult),
    check((items) => haveOwnIds(items), "an array of unique ids"),
  ),
  noise: exactOptional(filledText),
});

function haveOwnIds(items: readonly { readonly id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size === items.length;
}
