import { phrase, problem } from "@tenetjs/core/internals";
import type { CaseResult, Results } from "../results/results.ts";
import { matches } from "../run/pattern.ts";
import { softwareNote } from "./card-section.ts";
import { cardTables } from "./card-tables.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import {
  type MeasuredSubject,
  measuredSubjects,
  ratioText,
  referenceTitle,
  subjectTitle,
} from "./measured-subjects.ts";
import { estimateText, percentText } from "./wording.ts";

/**
 * `markdown` with each of its quotes written anew: what stands between `<!-- bench:NAME -->` and the next `<!-- /bench -->`, or
 * between the same of another `mark`. `tables` has what each name stands for.
 *
 * @throws {RangeError} for a name that is not in `tables`, and for a quote that does not end.
 */
export function fillQuotes(
  markdown: string,
  tables: Readonly<Record<string, string>>,
  where: string,
  mark = "bench",
): string {
  // From one opening line up to the next, or to the end of the text.
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
      problem(where, `a line <!-- /${mark} --> behind each quote`, phrase(`none behind ${line}`)),
    );
  }
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined)
    throw new RangeError(problem(where, `a quote of ${Object.keys(tables).join(", ")}`, name));
  return `<!-- ${mark}:${name} -->\n\n${table}\n\n<!-- /${mark} -->${rest}`;
}

/**
 * The tables that documents quote, by name, from the newest full run in Node of those that are kept, and from the newest on a graphics
 * card; without one, each says how to get one. Runs in which a program on the processor played the card are none on a card.
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
      newest((run) => !isOfCard(run)),
      contents,
      "pnpm bench --full",
    ),
    ...tables(
      newest((run) => isOfCard(run) && !isSoftware(run)),
      ofCards,
      "pnpm bench:gpu --full",
    ),
  ]);
}

type Contents = Readonly<Record<string, (results: Results) => string[]>>;

/** Whether a run is one of `gpuCases`. */
function isOfCard({ cases }: Results): boolean {
  return cases.some(({ id }) => id.startsWith("gpu/"));
}

/** Whether a program on the processor played the card in it. */
function isSoftware(run: Results): boolean {
  return softwareNote(run).length > 0;
}

/** Training steps by their ratios; and two cases with all that is known of them. */
const contents: Contents = {
  training: (results) =>
    ratios(results, {
      cases: ["train/*"],
      subjects: [
        "tenet-wasm-composed",
        "tenet-wasm-1",
        "tenet-wasm-4",
        "tenet-webgpu",
        "pytorch-1",
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

const ofCards: Contents = {
  "card-training": (results) => cardTables(results, ["gpu/train-2x*"]),
  "card-writing": (results) => cardTables(results, ["gpu/generate-*"]),
};

/** A row for each case that has the reference of the first, doing the same task; a column for each subject that was measured in any. */
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

/** A row for each subject, the best first. */
function oneCase(
  { cases }: Results,
  { id, subjects }: { id: string; subjects: readonly string[] },
): string[] {
  const one = cases.find((other) => other.id === id);
  const rows = one === undefined ? [] : measured(one, subjects);
  if (one === undefined || rows.length === 0) return [];
  const table = markdownTable({
    columns: ["", one.unit, `times as fast as ${referenceTitle(one)}`, "of WebAssembly's peak"],
    rows: rows.map((subject) => [
      subjectTitle(subject),
      estimateText(subject),
      ratioText(subject, one),
      subject.share === undefined ? "" : percentText(subject.share.peak),
    ]),
    numericColumns: [1, 2, 3],
  });
  return [one.description, table];
}

function measured(one: CaseResult, subjects: readonly string[]): MeasuredSubject[] {
  return measuredSubjects(one).filter(({ id }) => matches(id, subjects));
}

function source({ environment, noise }: Results, command: string): string {
  const { processor, threads, runtime, date, commit } = environment;
  const machine = `${processor} (${threads} threads), ${runtime}, ${date.slice(0, 10)}, commit ${commit}`;
  const caveat = noise === undefined ? "" : ` ${noise}`;
  return `In brackets: 95 % intervals. One run of \`${command}\` on ${markdownText(machine)}.${markdownText(caveat)}`;
}
