import { expect, test } from "vitest";
import { flagOf, type OptionTable } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import { allTasks, taskEntries, taskOf } from "./all-tasks.ts";

const tasks = await allTasks();

/** Every option of every task, with its name and the name of the task. */
const everyOption = tasks.flatMap((task) =>
  [task.options as OptionTable, task.evaluationOptions].flatMap((table) =>
    Object.entries(table).map(([name, option]) => ({ task: task.name, name, option })),
  ),
);

test("each task has a unique name, that of its entry, by which a run finds it", async () => {
  const names = tasks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(taskEntries.map(({ name }) => name)).toEqual(names);
  for (const task of tasks) expect(await taskOf({ task: task.name })).toBe(task);
  await expect(taskOf({ task: "sorting" })).rejects.toThrow(
    `expected a run of one of the tasks ${names.join(", ")}, got "sorting".`,
  );
});

test("a flag has the same name in all tasks, and a name the same flag", () => {
  for (const { name, option } of everyOption)
    for (const other of everyOption)
      expect(other.name === name, `${option.flag} and ${other.option.flag}`).toBe(
        flagOf(other.option) === flagOf(option),
      );
});

test("a flag is a switch in all tasks or in none, and has the same rule for resume", () => {
  for (const { option, name } of everyOption)
    for (const other of everyOption.filter((one) => one.name === name)) {
      expect(other.option.type === toggle, option.flag).toBe(option.type === toggle);
      expect(other.option.resume, option.flag).toBe(option.resume);
    }
});

test("every option of a task says whether a resume may change it", () => {
  for (const { options } of tasks)
    for (const { flag, resume } of Object.values(options as OptionTable))
      expect(resume, flag).toMatch(/^(must stay|may change)$/);
});
