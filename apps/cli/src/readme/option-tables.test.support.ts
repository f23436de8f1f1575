import { benchOptions } from "../bench/bench-options.ts";
import { backendsOptions } from "../commands/backends.ts";
import { benchCompareOptions } from "../commands/bench-compare.ts";
import { benchReportOptions } from "../commands/bench-report.ts";
import { convertOptions } from "../commands/convert.ts";
import { evalOptions } from "../commands/eval.ts";
import { exportOptions } from "../commands/export.ts";
import { importOptions } from "../commands/import.ts";
import { inspectOptions } from "../commands/inspect.ts";
import { runsOptions } from "../commands/runs.ts";
import { sweepCancelOptions } from "../commands/sweep-cancel.ts";
import { sweepStatusOptions } from "../commands/sweep-status.ts";
import { trainOptions } from "../commands/train-task.ts";
import { demoOptions } from "../demo/demo-options.ts";
import { backendOptions } from "../options/backend-options.ts";
import { defaultInWords } from "../options/command-options.ts";
import type { OptionTable } from "../options/option.ts";
import { reproduceOptions } from "../reproduce/reproduce-options.ts";
import { sampleOptions } from "../sample/sample-options.ts";
import { sweepOptions } from "../sweep/sweep-options.ts";
import { workerOptions } from "../sweep/worker-options.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import type { Task } from "../tasks/task.ts";

/** The tables of options in the README, by the names in its markers. */
export async function optionTables(): Promise<Readonly<Record<string, string>>> {
  const tasks = await allTasks();
  return {
    train: trainTables(tasks),
    sample: table(withoutBackend(sampleOptions)),
    eval: table(withoutBackend(evalOptions(tasks))),
    runs: table(runsOptions),
    inspect: table(inspectOptions),
    export: table(exportOptions),
    import: table(importOptions),
    convert: table(convertOptions),
    demo: table(withoutBackend(demoOptions)),
    sweep: table(sweepOptions),
    "sweep status": table(sweepStatusOptions),
    "sweep cancel": table(sweepCancelOptions),
    worker: table(workerOptions),
    reproduce: table(withoutBackend(reproduceOptions)),
    backends: table(backendsOptions),
    bench: table(benchOptions),
    "bench compare": table(benchCompareOptions),
    "bench report": table(benchReportOptions),
  };
}

/** `markdown` with each table of options between its markers. @throws {Error} when a table has no markers, or markers have no table. */
export function withOptionTables(markdown: string, tables: Readonly<Record<string, string>>): string {
  const missing = new Set(Object.keys(tables));
  const filled = markdown.replace(
    /(<!-- options of (.+?), written by pnpm options -->\n).*?(<!-- end of options -->)/gs,
    (_, start: string, name: string, end: string) => {
      const written = tables[name];
      if (written === undefined) throw new Error(`There is no table of the options of ${name}.`);
      missing.delete(name);
      return `${start}\n${written}\n\n${end}`;
    },
  );
  if (missing.size > 0)
    throw new Error(`The README has no place for the options of ${[...missing].join(", ")}.`);
  return filled;
}

type Row = {
  readonly heading: string;
  /** Whether every task has the option. */
  readonly common: boolean;
  readonly cells: Readonly<Record<string, string>>;
};

/** A table for each heading of the help, over all tasks. Headings that all tasks have come first. */
function trainTables(tasks: readonly Task[]): string {
  const rows = trainRows(tasks);
  const headings = Array.from(new Set(rows.map(({ heading }) => heading)));
  const isCommon = (heading: string) => rows.some((row) => row.heading === heading && row.common);
  const ordered = [...headings.filter(isCommon), ...headings.filter((heading) => !isCommon(heading))];
  return ordered
    .map((heading) => {
      const own = rows.filter((row) => row.heading === heading);
      return `_${heading}_\n\n${markdownTable(own.map(({ cells }) => cells))}`;
    })
    .join("\n\n");
}

/** A row for each option of each task. Tasks share a row if the flag and the help are the same. */
function trainRows(tasks: readonly Task[]): Row[] {
  const rows = new Map<string, Row>();
  for (const [name, option] of tasks.flatMap((task) => Object.entries(optionsOf(task)))) {
    const { flag, help, heading = "", resume } = option;
    const having = tasks.filter((task) => {
      const own = optionsOf(task)[name];
      return own?.flag === flag && own.help === help;
    });
    const common = having.length === tasks.length;
    rows.set(`${flag} ${help}`, {
      heading,
      common,
      cells: {
        option: `\`${flag}\``,
        tasks: common ? "all" : having.map((task) => task.name).join(", "),
        value: rangeOf(option),
        default: defaultsOf(name, having),
        "on resume": resume ?? "not allowed",
        "what it sets": help,
      },
    });
  }
  return Array.from(rows.values());
}

function optionsOf(task: Task): OptionTable {
  return trainOptions(task);
}

/** The defaults as "128; 256 (chat); 110 (frequency)". The one that most tasks have comes first. */
function defaultsOf(name: string, tasks: readonly Task[]): string {
  const byDefault = new Map<string, string[]>();
  for (const task of tasks) {
    const option = optionsOf(task)[name];
    const words = (option && defaultInWords(option)) ?? "";
    byDefault.set(words, [...(byDefault.get(words) ?? []), task.name]);
  }
  return Array.from(byDefault)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([words, names], index) => (index === 0 ? words : `${words} (${names.join(", ")})`))
    .join("; ");
}

function table(options: OptionTable): string {
  return markdownTable(
    Object.values(options).map((option) => ({
      option: `\`${option.flag}\``,
      value: rangeOf(option),
      default: defaultInWords(option) ?? "",
      "what it does": option.help,
    })),
  );
}

/** What an option's value may be. A list too long for a column, such as that of all cells, is left to the help. */
function rangeOf({ type: { range } }: OptionTable[string]): string {
  return range.length > 100 ? "a name that `--help` lists" : range;
}

function withoutBackend(options: OptionTable): OptionTable {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !(name in backendOptions)));
}

/** A Markdown table of rows with the same columns, padded to the widest cell. */
function markdownTable(rows: readonly Readonly<Record<string, string>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))];
  const widths = names.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
