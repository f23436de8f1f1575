import { phrase } from "@tenetjs/core/internals";
import { areInConflict } from "../../options/command-options.ts";
import { flagOf } from "../../options/option.ts";
import { valueFromJson } from "../../settings/value-from-json.ts";
import type { Task } from "../../tasks/task.ts";
import type { OptionValue } from "../trial/trial.ts";
import { badSweep } from "./bad-sweep.ts";
import { mostDimensions } from "./halton.ts";
import type { ParsedSweep, Path } from "./parse-sweep.ts";
import type { RangeAxis } from "./sweep-form.ts";
import { optionValue, type SweptOption, sweptOptions } from "./swept-options.ts";

/** The steps of a trial that is not ended early. */
export function stepsOf({ form }: Pick<ParsedSweep, "form">, task: Pick<Task, "options">): number {
  return Number(form.options.steps ?? task.options.steps.default);
}

/**
 * Checks a sweep file against the options of its task.
 *
 * @throws {TenetError} `BAD_SWEEP`, with the axis and the line, for the first option that the task lacks, value that is out of range, option that is set
 *   twice, two that cannot be combined, range that cannot be drawn from, or field that does not fit the task.
 */
export function checkSweep(sweep: ParsedSweep, task: Task): void {
  const { form } = sweep;
  const fail = (path: Path, expected: string, got: unknown, next?: string) =>
    badSweep({ file: sweep.file, line: sweep.lineOf(path) }, expected, got, next);
  const known = sweptOptions(task);
  const seen = new Map<string, Path>();
  const optionAt = (path: Path): SweptOption => {
    const key = String(path.at(-1));
    const option = known.get(key);
    const next =
      key === "seed"
        ? `Seeds stand under "seeds".`
        : key === "steps"
          ? `All trials have the same steps: set them under "options".`
          : `The options are steps, ${Array.from(known.keys()).join(", ")}.`;
    if (option === undefined) throw fail(path, `an option of ${task.name} that a sweep may set`, key, next);
    return option;
  };
  const checkValue = (path: Path, option: SweptOption, value: OptionValue) => {
    const found = optionValue(option, value);
    if ("wrong" in found) throw fail(path, `a valid ${placeOf(path)}`, value, found.wrong);
  };
  const useOnce = (path: Path) => {
    const key = String(path.at(-1));
    const before = seen.get(key);
    if (before !== undefined)
      throw fail(path, `${placeOf(path)} to be set once`, phrase(`${placeOf(before)} too`));
    seen.set(key, path);
  };

  for (const [key, value] of Object.entries(form.options)) {
    const path = ["options", key];
    if (key === "steps") {
      try {
        valueFromJson(task.options.steps, value);
      } catch (error) {
        throw fail(path, "a valid options.steps", value, (error as Error).message);
      }
      continue;
    }
    useOnce(path);
    checkValue(path, optionAt(path), value);
  }
  for (const [key, axis] of Object.entries(form.axes)) {
    const path = ["axes", key];
    useOnce(path);
    const option = optionAt(path);
    if (Array.isArray(axis)) {
      for (const [index, value] of axis.entries()) checkValue([...path, index], option, value);
      const texts = axis.map((value) => JSON.stringify(value));
      const twice = texts.findIndex((text, index) => texts.indexOf(text) < index);
      if (twice >= 0) throw fail([...path, twice], `axes.${key} to have each value once`, axis[twice]);
    } else checkRange(path, option, axis as RangeAxis);
  }
  const [first = {}] = form.points ?? [];
  for (const key of Object.keys(first)) useOnce(["points", 0, key]);
  for (const [index, point] of (form.points ?? []).entries()) {
    for (const [key, value] of Object.entries(point)) {
      const path = ["points", index, key];
      if (!(key in first)) throw fail(path, "all points to set the same options", key);
      checkValue(path, optionAt(path), value);
    }
    const missing = Object.keys(first).find((key) => !(key in point));
    if (missing !== undefined) throw fail(["points", index], `points[${index}] to set ${missing} too`, point);
  }
  checkConflicts();
  checkDraws();
  checkTexts();

  function checkRange(path: Path, option: SweptOption, { from, to, scale }: RangeAxis): void {
    if (from >= to) throw fail([...path, "to"], `${placeOf(path)}.to to be above its from, ${from}`, to);
    if (scale === "log" && from <= 0)
      throw fail([...path, "from"], `${placeOf(path)}.from to be above 0 on a log scale`, from);
    checkValue([...path, "from"], option, from);
    checkValue([...path, "to"], option, to);
  }

  function checkConflicts(): void {
    const used = Array.from(seen, ([key, path]) => ({ path, ...(known.get(key) as SweptOption) }));
    for (const [index, { name, option }] of used.entries())
      for (const other of used.slice(index + 1))
        if (areInConflict(task.options, name, other.name))
          throw fail(other.path, `only one of ${flagOf(option)} and ${flagOf(other.option)}`, phrase("both"));
  }

  function checkDraws(): void {
    const ranges = Object.entries(form.axes).filter(([, axis]) => !Array.isArray(axis));
    const [range] = ranges;
    if (range !== undefined && form.draws === undefined) {
      const next = "Add, for example, draws: { count: 20 }.";
      throw fail(["axes", range[0]], `"draws" beside the range axes.${range[0]}`, phrase("none"), next);
    }
    if (range === undefined && form.draws !== undefined)
      throw fail(["draws"], `a range among the axes for "draws"`, phrase("none"));
    if (form.draws?.by === "halton" && ranges.length > mostDimensions)
      throw fail(
        ["draws"],
        `at most ${mostDimensions} ranges for Halton points`,
        ranges.length,
        "Set draws.by to random.",
      );
    const steps = stepsOf(sweep, task);
    if (form.halving !== undefined && form.halving.from >= steps)
      throw fail(
        ["halving", "from"],
        `halving.from to be below the ${steps} steps of a trial`,
        form.halving.from,
      );
  }

  function checkTexts(): void {
    const { argument, name } = task;
    const { texts, measure } = form;
    if (argument === undefined && texts.length > 0)
      throw fail(["texts"], `no texts for the task ${name}`, texts);
    if (argument !== undefined && texts.length === 0)
      throw fail(["task"], `texts for the task ${name}`, phrase("none"), `Add, for example, texts: [alice].`);
    if (argument !== undefined && texts.length > 1 && !argument.name.includes("..."))
      throw fail(["texts", 1], `one text for the task ${name}`, texts);
    if (measure === "heldOut.bitsPerCharacter" && argument === undefined)
      throw fail(["measure"], "a measure of a task without texts", measure);
    const seeds = Array.isArray(form.seeds) ? form.seeds : [];
    const twice = seeds.findIndex((seed, index) => seeds.indexOf(seed) < index);
    if (twice >= 0) throw fail(["seeds", twice], "each seed once", seeds[twice]);
  }
}

/** `axes.hidden`, `points[2].clip`. */
function placeOf(path: Path): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join("");
}
