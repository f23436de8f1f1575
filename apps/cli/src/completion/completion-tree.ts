import type { Command, Option as CommanderOption } from "commander";
import { define } from "../commands/add-commands.ts";
import type { Context } from "../commands/command-entry.ts";
import { entryOf } from "../options/command-options.ts";

/** What can follow a command: its subcommands, options and arguments. */
export type CompletionNode = {
  /** The command without the name of the program: "train text"; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Described[];
  readonly options: readonly CompletedOption[];
  readonly operands: Operands;
};

export type Described = { readonly name: string; readonly description: string };

export type CompletedOption = Described & {
  /** What follows the option; undefined for a switch. */
  readonly value: Operands | undefined;
};

/** What can be completed where a value stands: one of these words, a path, or nothing that is known. */
export type Operands =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "path" }
  | { readonly kind: "unknown" };

/** The nodes of `command` and of all commands below it, which are loaded for that. The program comes first. */
export async function completionTree(
  command: Command,
  context: Context,
  path = "",
): Promise<CompletionNode[]> {
  await define(command, context);
  const options = command.options.filter(({ hidden }) => !hidden).flatMap(completedOption);
  const help = { name: "--help", description: "show this help", value: undefined };
  const node: CompletionNode = {
    path,
    commands: command.commands.map((child) => ({ name: child.name(), description: child.description() })),
    options: [...options, help],
    operands: operandsOf(command),
  };
  const below = await Promise.all(
    command.commands.map((child) => completionTree(child, context, `${path} ${child.name()}`.trim())),
  );
  return [node, ...below.flat()];
}

function completedOption(option: CommanderOption): CompletedOption[] {
  const { long } = option;
  if (typeof long !== "string") return [];
  const description = entryOf(option)?.help ?? option.description;
  const takesValue = option.required || option.optional;
  return [{ name: long, description, value: takesValue ? valuesOf(option) : undefined }];
}

function valuesOf(option: CommanderOption): Operands {
  const { choices, isPath } = entryOf(option)?.type ?? {};
  if (choices !== undefined) return { kind: "words", words: choices };
  return isPath ? { kind: "path" } : { kind: "unknown" };
}

/** The arguments of every command are paths or names of runs and texts, unless Commander knows their choices. */
function operandsOf({ registeredArguments: [first] }: Command): Operands {
  if (first === undefined) return { kind: "unknown" };
  return first.argChoices === undefined ? { kind: "path" } : { kind: "words", words: first.argChoices };
}
