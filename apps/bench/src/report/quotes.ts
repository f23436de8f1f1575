import { phrase, problem } from "@tenetjs/core/internals";
import type { CaseResult, Results } from "../results/results.ts";
import { matches } from "../run/pattern.ts";
import { softwareNote } from "./gpu-section.ts";
import { gpuTables } from "./gpu-tables.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import {
  type MeasuredSubject,
  measuredSubjects,
  ratioText,
  referenceTitle,
  subjectTitle,
} from "./measured-subjects.ts";
import { doubtNotes, shareText } from "./share-text.ts";
import { estimateText } from "./wording.ts";

/**
 * `markdown` with each of its quotes replaced: a quote is the text between `<!-- bench:NAME -->` and the next `<!-- /bench -->` (or the same of another `mark`), and
 * `tables` has the new text by name. `where` starts error messages.
 *
 * @throws {RangeError} for a name that is not in `tables`, and for a quote without an end.
 */
export function fillQuotes(
  markdown: string,
  tables: Readonly<Record<string, string>>,
  where: string,
  mark = "bench",
): string {
  // From one opening line to the next, or to the end of the text.
  const opened = new RegExp(`^<!-- ${mark}:.*?(?=^<!-- ${mark}:|(?![\\s\\S]))`, "gms");
  return markdown.replaceAll(opened, (quote) => fillQuote(quote, tables, where, mark));
}

function fillQuote(
  quote: string,
  tables: Readonly<Record<string, string>>,
  where: string,
  mark: string,
): string {
  const whole = new RegExp(`^<!-- ${mark}:(\\S+) -->\\n.*?^<!-- /${mark} -->(.*)`, "ms");
  const [, name = "", rest] = whole.exec(quote) ?? [];
  if (rest === undefined) {
    const [line] = quote.split("\n");
    throw new RangeError(
      problem(where, `a line <!-- /${mark} --> after each quote`, phrase(`none after ${line}`)),
    );
  }
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined)
    throw new RangeError(problem(where, `one of the quotes ${Object.keys(tables).join(", ")}`, name));
  return `<!-- ${mark}:${name} -->\n\n${table}\n\n<!-- /${mark} -->${rest}`;
}

/**
 * The tables that documents quote, by name. They come from the newest full run in Node among `kept`, and from the newest full run on a GPU.
 * Without such a run, a table says how to measure one. Runs on a software adapter are not quoted.
 */
export function quoteTables(kept: readonly Results[]): Record<string, string> {
  const newest = (wanted: (run: Results) => boolean) =>
    kept
      .filter((run) => run.mode === "full" && run.host === "node" && wanted(run))
      .sort((left, right) => Date.parse(right.environment.date) - Date.parse(left.environment.date))
      .at(0);
  const tables = (run: Results | undefined, of: Contents, command: string) =>
    Object.entries(of).map(([name, content]) => {
      const lines = run === undefined ? [] : content(run);
      if (run === undefined || lines.length === 0)
        return [name, `_No run of these cases is kept yet. \`${command}\` measures them on your machine._`];
      return [name, [...lines, source(run, command)].join("\n\n")];
    });
  return Object.fromEntries([
    ...tables(
      newest((run) => !isGpuRun(run)),
      contents,
      "pnpm bench --full",
    ),
    ...tables(
      newest((run) => isGpuRun(run) && !isSoftware(run)),
      gpuContents,
      "pnpm bench:gpu --full",
    ),
  ]);
}

type Contents = Readonly<Record<string, (results: Results) => string[]>>;

/** Whether a run measured `gpuCases`. */
function isGpuRun({ cases }: Results): boolean {
  return cases.some(({ id }) => id.startsWith("gpu/"));
}

/** Whether a run used a software adapter. */
function isSoftware(run: Results): boolean {
  return softwareNote(run).length > 0;
}

/** The ratios of training steps, and two cases in detail. */
const contents: Contents = {
  training: (results) =>
    ratios(results, {
      cases: ["train/*"],
      subjects: [
        "tenet-wasm-composed",
        "tenet-wasm-1",
        "tenet-wasm-2",
        "tenet-wasm-4",
        "tenet-webgpu",
        "pytorch-1",
        "pytorch-2",
        "pytorch-4",
      ],
    }),
  "text-step": (results) =>
    oneCase(results, {
      id: "train/text-2x128",
      subjects: ["tenet-wasm-*", "tfjs-layers-wasm*", "pytorch-*"],
    }),
  "text-written": (results) =>
    oneCase(results, {
      id: "generate/text-2x128-batch-1",
      subjects: ["tenet-wasm-composed", "tenet-wasm-1", "tfjs-layers-wasm", "pytorch-1"],
    }),
};

const gpuContents: Contents = {
  "gpu-training": (results) => gpuTables(results, ["gpu/train-2x*"]),
  "gpu-writing": (results) => gpuTables(results, ["gpu/generate-*"]),
};

/** A table with a row for each case that has the same reference as the first, and a column for each subject that was measured in any. */
function ratios(
  { cases }: Results,
  { cases: ids, subjects }: { cases: readonly string[]; subjects: readonly string[] },
): string[] {
  const [first, ...others] = cases.filter(({ id }) => matches(id, ids));
  if (first === undefined) return [];
  const reference = referenceTitle(first);
  const rows = [first, ...others.filter((one) => referenceTitle(one) === reference)];
  const titles = new Map(
    rows.flatMap((one) => measured(one, subjects).map(({ id, title }) => [id, title] as const)),
  );
  const columns = Array.from(titles).sort(
    ([left], [right]) => subjects.indexOf(left) - subjects.indexOf(right),
  );
  const table = markdownTable({
    columns: [`times as fast as ${reference}`, ...columns.map(([, title]) => title)],
    rows: rows.map((one) => [
      one.title,
      ...columns.map(([id]) => {
        const ratio = measured(one, [id])[0]?.ratio;
        return ratio === undefined ? "" : estimateText(ratio);
      }),
    ]),
    numericColumns: columns.map((_, index) => index + 1),
  });
  return columns.length === 0 ? [] : [table];
}

/** A case's description, and a table with a row for each subject, the best first. */
function oneCase(
  { cases }: Results,
  { id, subjects }: { id: string; subjects: readonly string[] },
): string[] {
  const one = cases.find((other) => other.id === id);
  const rows = one === undefined ? [] : measured(one, subjects);
  if (one === undefined || rows.length === 0) return [];
  const table = markdownTable({
    columns: ["subject", one.unit, `times as fast as ${referenceTitle(one)}`, "share of WebAssembly's peak"],
    rows: rows.map((subject) => [
      subjectTitle(subject),
      estimateText(subject),
      ratioText(subject, one),
      shareText(subject),
    ]),
    numericColumns: [1, 2, 3],
  });
  return [one.description, table, ...doubtNotes(rows)];
}

function measured(one: CaseResult, subjects: readonly string[]): MeasuredSubject[] {
  return measuredSubjects(one).filter(({ id }) => matches(id, subjects));
}

function source({ environment, noise }: Results, command: string): string {
  const { processor, threads, runtime, date, commit } = environment;
  const machine = `${processor} (${threads} hardware threads), ${runtime}, ${date.slice(0, 10)}, commit ${commit}`;
  const caveat = noise === undefined ? "" : ` ${noise}`;
  return `In brackets: 95 % intervals. From one run of \`${command}\` on ${markdownText(machine)}.${markdownText(caveat)}`;
}
