import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "@tenetjs/figures";
import type { Finished } from "../reproduce/experiment.ts";
import type { Reported } from "../reproduce/report/write-report.ts";
import type { Trained } from "../reproduce/training/trained.ts";
import { newEventFile } from "./event-files.ts";
import { hparamsEnd, hparamsStart, image, markdown, scalar } from "./summary-values.ts";
import { svgRasteriser } from "./to-png.ts";

/**
 * Writes the experiments to `directory`, as a run each with its figures, its verdict and its tables, and each training as a run below that. What was there
 * before is replaced: everything is in the results that are kept. Returns whether a library that draws the figures is installed.
 */
export async function writeReportBoard(directory: string, reported: readonly Reported[]): Promise<boolean> {
  const toPng = await svgRasteriser();
  rmSync(directory, { recursive: true, force: true });
  for (const { name, experiment, findings, finished } of reported) {
    const { verdict, figures, tables } = findings;
    const file = newEventFile(made(join(directory, name)), 0);
    file.add(0, [
      markdown("verdict", `**${experiment.claim}**\n\n${verdict.outcome}: ${verdict.said}`),
      ...tables.map((table, index) => markdown(`tables/${index + 1}`, markdownTable(table))),
      ...(toPng === undefined
        ? []
        : figures.map((figure) => image(`figures/${figure.name}`, toPng(figure.svg)))),
    ]);
    for (const one of finished) if (isTraining(one)) writeTraining(join(directory, name), one);
  }
  return toPng !== undefined;
}

type FinishedTraining = Finished<
  { readonly options?: Readonly<Record<string, unknown>>; readonly seed?: number },
  Trained
>;

/** Whether a job was a training: its result has the points of a curve. */
function isTraining(finished: Finished<unknown, unknown>): finished is FinishedTraining {
  const { result } = finished;
  return typeof result === "object" && result !== null && "points" in result && Array.isArray(result.points);
}

function writeTraining(directory: string, { label, spec, result }: FinishedTraining): void {
  const { points, heldOut, steps } = result;
  const file = newEventFile(made(join(directory, label.replace(/[/\\:]/g, "-"))), 0);
  const now = Date.now() / 1000;
  file.add(0, [hparamsStart({ ...spec.options, seed: spec.seed }, now)]);
  for (const { step, loss, accuracy } of points)
    file.add(step, [scalar("loss/train", loss), scalar("accuracy/train", accuracy)]);
  const ended = hparamsEnd(heldOut === null ? "failure" : "success", now);
  const measured =
    heldOut === null
      ? []
      : [scalar("loss/held out", heldOut.loss), scalar("accuracy/held out", heldOut.accuracy)];
  file.add(steps, [...measured, ended]);
}

function made(directory: string): string {
  mkdirSync(directory, { recursive: true });
  return directory;
}

function markdownTable({ caption, note, columns, rows }: Table): string {
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const table = [line(columns), line(columns.map(() => "---")), ...rows.map(line)];
  return [`**${caption}**`, ...(note === undefined ? [] : [note]), table.join("\n")].join("\n\n");
}
