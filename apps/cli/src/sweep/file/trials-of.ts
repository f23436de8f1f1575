import { seed, split, uniform } from "@tenetjs/core";
import type { Task } from "../../tasks/task.ts";
import { type OptionValues, type Trial, trialOf } from "../trial/trial.ts";
import { badSweep } from "./bad-sweep.ts";
import { haltonPoints } from "./halton.ts";
import type { ParsedSweep } from "./parse-sweep.ts";
import { mostTrials, type RangeAxis, type SweepForm } from "./sweep-form.ts";
import { optionValue, type SweptOption, sweptOptions } from "./swept-options.ts";

/**
 * The trials of a sweep that was checked: each combination of the values of its axes, its points and its draws, with each seed. All combinations have the
 * same draws, and all points of a seed come before those of the next, so that a sweep that is stopped has whole seeds.
 *
 * @throws {TenetError} `BAD_SWEEP` when there are too many.
 */
export function trialsOf(sweep: ParsedSweep, task: Task, texts: readonly string[]): Trial[] {
  const { form, file, lineOf } = sweep;
  const { steps: _, ...shared } = form.options;
  const seeds = Array.isArray(form.seeds)
    ? form.seeds
    : Array.from({ length: form.seeds as number }, (_, n) => n);
  const lists = [...gridOf(form), form.points ?? [{}]];
  const count = lists.reduce(
    (product, { length }) => product * length,
    seeds.length * (form.draws?.count ?? 1),
  );
  if (count > mostTrials)
    throw badSweep({ file, line: lineOf(["axes"]) }, `at most ${mostTrials} trials`, count);
  const points = combined([...lists, drawsOf(form, task)]);
  return seeds.flatMap((one) =>
    points.map((point) =>
      trialOf({ task: task.name, texts, options: sorted({ ...shared, ...point }), seed: one }, point),
    ),
  );
}

/** The values of each axis that lists them. */
function gridOf({ axes }: SweepForm): OptionValues[][] {
  return Object.entries(axes).flatMap(([key, axis]) =>
    Array.isArray(axis) ? [axis.map((value) => ({ [key]: value }))] : [],
  );
}

/** The points that are drawn from the ranges; one without values where there are none. */
function drawsOf({ axes, draws }: SweepForm, task: Task): OptionValues[] {
  const known = sweptOptions(task);
  const ranges = Object.entries(axes).flatMap(([key, axis]) =>
    Array.isArray(axis) ? [] : [{ key, range: axis as RangeAxis, option: known.get(key) as SweptOption }],
  );
  if (draws === undefined || ranges.length === 0) return [{}];
  const rng = split(seed(draws.seed), "draws");
  const unit =
    draws.by === "halton"
      ? haltonPoints(rng, draws.count, ranges.length)
      : Array.from({ length: draws.count }, () => ranges.map(() => uniform(rng)));
  const points = unit.map((at) =>
    Object.fromEntries(
      ranges.map(({ key, range, option }, index) => [key, drawn(range, option, at[index] as number)]),
    ),
  );
  // Integers of a short range may be drawn twice. A trial is trained once.
  return Array.from(new Map(points.map((point) => [JSON.stringify(point), point])).values());
}

/** The value at `at`, from 0 to 1, of a range: with 6 significant digits, which people can read and write, or an integer. */
function drawn({ from, to, scale }: RangeAxis, option: SweptOption, at: number): number {
  const value = scale === "log" ? from * (to / from) ** at : from + (to - from) * at;
  const short = Number(value.toPrecision(6));
  if ("value" in optionValue(option, short)) return Math.min(to, Math.max(from, short));
  return Math.round(value);
}

/** Every combination of one of each list. */
function combined(lists: readonly (readonly OptionValues[])[]): OptionValues[] {
  return lists.reduce<OptionValues[]>(
    (points, list) => points.flatMap((point) => list.map((one) => ({ ...point, ...one }))),
    [{}],
  );
}

function sorted(options: OptionValues): OptionValues {
  return Object.fromEntries(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
