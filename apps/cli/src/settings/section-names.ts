import { allCommands } from "../commands/all-commands.ts";
import { benchCommands } from "../commands/bench-commands.ts";
import { sweepCommands } from "../commands/sweep-commands.ts";
import { taskEntries } from "../tasks/all-tasks.ts";

/** The commands that a configuration file may have a section for: "train", "train text". */
export const sectionNames: readonly string[] = [
  ...allCommands.map(({ name }) => name),
  ...taskEntries.map(({ name }) => `train ${name}`),
  ...benchCommands.map(({ name }) => `bench ${name}`),
  ...sweepCommands.map(({ name }) => `sweep ${name}`),
];
