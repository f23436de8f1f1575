import {
  array,
  boolean,
  description,
  type InferOutput,
  integer,
  maxValue,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
  string,
  union,
} from "valibot";
import { taskEntries } from "../../tasks/all-tasks.ts";
import { measureNames } from "../trial/measures.ts";

/** The most trials of a sweep. Beyond it, a list of trials is of no use to people. */
export const mostTrials = 100_000;

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  pipe(number(), integer("an integer"), minValue(least), maxValue(most));

const value = union([string(), number(), boolean(), array(union([string(), number()]))]);

const values = pipe(array(value), minLength(1, "at least one value"));

const range = pipe(
  strictObject({
    from: pipe(number(), description("The lowest value.")),
    to: pipe(number(), description("The highest value.")),
    scale: optional(
      pipe(picklist(["linear", "log"]), description("How values are spread. Default: linear.")),
      "linear",
    ),
  }),
  description("A range to draw from, as `draws` says. An option that takes integers gets integers."),
);

const options = record(string(), value);

/** The form of a sweep file. Its JSON schema, which editors use, is made from it. */
export const sweepForm = strictObject({
  $schema: optional(string()),
  task: pipe(
    picklist(taskEntries.map(({ name }) => name)),
    description("The task of every trial, as in `tenet train TASK`."),
  ),
  texts: optional(
    pipe(
      array(string()),
      description("The texts of a task that reads texts: files, relative to this one, or books."),
    ),
    [],
  ),
  options: optional(
    pipe(
      options,
      description("Options that all trials share, by their flags without dashes. `steps` is one of them."),
    ),
    {},
  ),
  axes: optional(
    pipe(
      record(string(), union([values, range])),
      description("Options that differ: a list of values, or a range to draw from."),
    ),
    {},
  ),
  points: optional(
    pipe(
      array(options),
      minLength(1, "at least one point"),
      description("A list of points, each with values of the same options, combined with the axes."),
    ),
  ),
  draws: optional(
    pipe(
      strictObject({
        count: pipe(whole(1, mostTrials), description("The number of points drawn from the ranges.")),
        by: optional(
          pipe(
            picklist(["halton", "random"]),
            description("Halton points cover the ranges evenly; random ones do not. Default: halton."),
          ),
          "halton",
        ),
        seed: optional(pipe(whole(0), description("The seed of the draws. Default: 0.")), 0),
      }),
      description("How points are drawn from the ranges among the axes."),
    ),
  ),
  seeds: optional(
    pipe(
      union([whole(1, 1000), pipe(array(whole(0)), minLength(1, "at least one seed"))]),
      description("How many seeds each point is repeated with, or a list of seeds. Default: 1."),
    ),
    1,
  ),
  measure: optional(
    pipe(
      picklist(measureNames),
      description("What trials are compared by. Accuracies are better when higher. Default: heldOut.loss."),
    ),
    "heldOut.loss",
  ),
  halving: optional(
    pipe(
      strictObject({
        from: pipe(whole(1), description("The steps after which trials are compared first.")),
        factor: optional(
          pipe(
            whole(2, 100),
            description("One in so many goes on, for so many times the steps. Default: 3."),
          ),
          3,
        ),
      }),
      description("Ends trials early that are worse than others (ASHA)."),
    ),
  ),
});

export type SweepForm = InferOutput<typeof sweepForm>;
export type RangeAxis = InferOutput<typeof range>;
