import type { OptionTable } from "../options/option.ts";
import { allTasks } from "./all-tasks.ts";
import type { Task } from "./task.ts";

/**
 * The options that `of` gives of each task, in one table: for a command that knows only later whose run it has. Where not all tasks have
 * an option, its heading says which.
 */
export function optionsOfTasks(of: (task: Task) => OptionTable): OptionTable {
  const table: Record<string, OptionTable[string]> = {};
  for (const [name, option] of allTasks.flatMap((task) => Object.entries(of(task)))) {
    if (name in table) continue;
    const having = allTasks.filter((task) => name in of(task)).map((task) => task.name);
    const whose = having.length === allTasks.length ? "" : ` (${having.join(", ")})`;
    table[name] = { ...option, heading: `${option.heading ?? "Options"}${whose}` };
  }
  return table;
}
