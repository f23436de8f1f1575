import { expect, test } from "vitest";
import { flagOf, type OptionTable } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import { newRun } from "../run/run.ts";
import { allTasks, taskOf } from "./all-tasks.ts";

/** Every option of every task, with its name. */
const everyOption = allTasks.flatMap((task) =>
  [task.options as OptionTable, task.evaluation.options].flatMap((table) =>
    Object.entries(table).map(([name, option]) => ({ task: task.name, name, option })),
  ),
);

test("each task has a name of its own, which a run finds it by", () => {
  const names = allTasks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const task of allTasks) expect(taskOf({ ...newRun(task.name, {} as never, null) })).toBe(task);
  expect(() => taskOf(newRun("sorting", {} as never, null))).toThrow(
    `expected a run of one of the tasks ${names.join(", ")}, got "sorting".`,
  );
});

test("a flag has one name, and a name one flag, in whatever tasks they are", () => {
  for (const { name, option } of everyOption)
    for (const other of everyOption)
      expect(other.name === name, `${option.flag} and ${other.option.flag}`).toBe(
        flagOf(other.option) === flagOf(option),
      );
});

test("a flag takes a value in all tasks or in none, and may change in all or in none", () => {
  for (const { option, name } of everyOption)
    for (const other of everyOption.filter((one) => one.name === name)) {
      expect(other.option.type === toggle, option.flag).toBe(option.type === toggle);
      expect(other.option.resume, option.flag).toBe(option.resume);
    }
});

test("every option of a task says what a resume may do with it", () => {
  for (const { options } of allTasks)
    for (const { flag, resume } of Object.values(options as OptionTable))
      expect(resume, flag).toMatch(/^(must stay|may change)$/);
});
