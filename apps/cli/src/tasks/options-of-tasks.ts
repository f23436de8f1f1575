import type { OptionTable } from "../options/option.ts";
import type { Task } from "./task.ts";

/**
 * The options that `of` returns for each of `tasks`, in one table. It serves commands that learn the task of a run only after parsing. If
 * not all tasks have an option, its heading says which ones do.
 */
export function optionsOfTasks(tasks: readonly Task[], of: (task: Task) => OptionTable): OptionTable {
  const table: Record<string, OptionTable[string]> = {};
  for (const [name, option] of tasks.flatMap((task) => Object.entries(of(task)))) {
    if (name in table) continue;
    const having = tasks.filter((task) => name in of(task)).map((task) => task.name);
    const whose = having.length === tasks.length ? "" : ` (${having.join(", ")})`;
    table[name] = { ...option, heading: `${option.heading ?? "Options"}${whose}` };
  }
  return table;
}
