import { existsSync } from "node:fs";
import { extname } from "node:path";
import type { CommanderError } from "commander";
import { completionTree } from "./completion/completion-tree.ts";
import { namedText } from "./corpus/find-source.ts";
import { program } from "./program.ts";
import { noSettings } from "./settings/settings.ts";
import { taskEntries } from "./tasks/all-tasks.ts";
import { shellWord } from "./terminal/shell-word.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * What may have been meant by the command line `args`, which Commander refuses with `error`: a task without `train`, a file or a book without a task,
 * an option of another command. Undefined where nothing is likely, or where Commander has a suggestion.
 */
export async function usageAdvice(
  { code, message }: CommanderError,
  args: readonly string[],
  terminal: Terminal,
): Promise<string | undefined> {
  if (message.includes("Did you mean")) return undefined;
  if (code === "commander.unknownCommand") return missingWord(args);
  const [, flag] = (code === "commander.unknownOption" && /'(--[^'=]+)/.exec(message)) || [];
  return flag === undefined ? undefined : commandsWith(flag, terminal);
}

/** The command line with the word that is missing in it. */
function missingWord([first = "", second = "", ...rest]: readonly string[]): string | undefined {
  const line = (...words: readonly string[]) =>
    `Did you mean: ${["tenet", ...words.map(shellWord)].join(" ")}`;
  if (taskEntries.some(({ name }) => name === first))
    return line("train", first, ...[second].filter(Boolean), ...rest);
  return first === "train" && (existsSync(second) || namedText(second) !== undefined)
    ? line("train", taskFor(second), second, ...rest)
    : undefined;
}

/** The task that is likely for a file of this kind. */
function taskFor(path: string): string {
  return { ".csv": "series", ".zip": "chat" }[extname(path).toLowerCase()] ?? "text";
}

async function commandsWith(flag: string, terminal: Terminal): Promise<string | undefined> {
  const nodes = await completionTree(program(terminal), { terminal, settings: () => noSettings });
  const paths = nodes
    .filter(({ options }) => options.some(({ name }) => name === flag))
    .map(({ path }) => `tenet ${path}`);
  if (paths.length === 0) return undefined;
  const shown = paths.length > mostShown ? [...paths.slice(0, mostShown), "others"] : paths;
  return `${flag} is an option of ${new Intl.ListFormat("en").format(shown)}.`;
}

const mostShown = 4;
