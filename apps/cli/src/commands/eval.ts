import { phrase, problem } from "@tenetjs/core/internals";
import type { Command } from "commander";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { flagOf, type OptionTable, optionGroup } from "../options/option.ts";
import { rawOption } from "../options/raw-option.ts";
import { weightsOption } from "../options/weights-option.ts";
import { configured } from "../settings/configured.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import { optionsOfTasks } from "../tasks/options-of-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet eval` for a run of any task. */
const commonOptions = {
  ...optionGroup(
    { heading: "Evaluation" },
    {
      weights: weightsOption,
      raw: rawOption,
      json: jsonOption("one JSON object"),
    },
  ),
  ...backendOptions,
};

/** The options of `tenet eval` for runs of `tasks`. */
export function evalOptions(tasks: readonly Task[]): typeof commonOptions & OptionTable {
  return { ...commonOptions, ...optionsOfTasks(tasks, ({ evaluationOptions }) => evaluationOptions) };
}

/** `tenet eval`: evaluates a trained network on data that it was not trained on. */
export async function evalCommand(command: Command, { terminal, settings }: Context): Promise<void> {
  const allowed = evalOptions(await allTasks());
  const section = { name: "eval", allowed };
  const all = configured(allowed, settings(), section);
  command
    .argument("<run>", "directory of the run (--out of its training), or a safetensors file in it")
    .argument(
      "[file]",
      "for a run on text: a file, or a book by name (default: the held-out part of the run's own texts)",
    )
    .addHelpText("after", help);
  addOptions(command, all).action(async (path: string, name: string | undefined) => {
    const { values } = readOptions(command, configured(commonOptions, settings(), section));
    const to = values.raw ? terminal.raw() : terminal;
    const [{ startBackend }, { openWeights }] = await Promise.all([
      import("../backend.ts"),
      import("../tasks/open-run.ts"),
    ]);
    const { task, work, stored } = await openWeights(path, values.weights);
    refuseOthers(readOptions(command, all).given, task, all);
    const own = readOptions(command, configured(task.evaluationOptions, settings(), section)).values;
    const evaluator = work.evaluator(stored, { values: own, name, terminal });
    await startBackend(terminal, values, evaluator.trial);
    const { json, lines } = await evaluator.report();
    for (const line of values.json ? [JSON.stringify(json)] : lines) to.out(line);
  });
}

const help = `
The baseline is chance for a task with generated data, and an n-gram model of the training text for a run on text.

Examples:
  tenet eval runs/memory
  tenet eval runs/alice
  tenet eval runs/alice manifesto --order 4`;

/** @throws {RangeError} when an option was given that evaluations of `task` do not have. */
function refuseOthers(given: ReadonlySet<string>, { name, evaluationOptions }: Task, all: OptionTable): void {
  const own = { ...commonOptions, ...evaluationOptions };
  const other = Array.from(given).find((option) => !(option in own));
  if (other === undefined) return;
  const flag = flagOf(all[other] as OptionTable[string]);
  const expected = `${flag} to be left out for a run of ${name}`;
  throw new RangeError(problem("eval", expected, phrase("it")));
}
