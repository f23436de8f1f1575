import { join } from "node:path";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { page, trainingCurves } from "@tenetjs/figures/node";
import type { Measures } from "../run/run-event.ts";
import type { Lane } from "./lane.ts";

/** A lane and its final measures. */
export type LaneResult = { readonly lane: Lane; readonly heldOut: Measures };

/** Writes `curves.svg` and `report.html` to `directory`, and returns their paths. */
export async function writeReport(
  directory: string,
  results: readonly LaneResult[],
  notes: readonly string[],
) {
  await ensureWritable(directory);
  const chance = results[0]?.lane.chance;
  const svg = trainingCurves({
    title: "The first digit of a palindrome, remembered to its end",
    runs: results.map(({ lane: { run, points } }) => ({
      name: run.cell.toUpperCase(),
      group: `T = ${run.length}`,
      points,
    })),
    ...(chance === undefined ? {} : { chance }),
  });
  const html = page({
    title: "RNN and LSTM on palindromes",
    figures: [svg],
    notes,
    tables: [table(results)],
  });
  const paths = { svg: join(directory, "curves.svg"), html: join(directory, "report.html") };
  await writeAtomically(paths.svg, svg);
  await writeAtomically(paths.html, html);
  return paths;
}

function table(results: readonly LaneResult[]) {
  return {
    caption: "On held-out palindromes",
    columns: ["cell", "digits (T)", "steps", "held-out accuracy", "held-out loss (nats)"],
    rows: results.map(({ lane: { run, points }, heldOut }) => [
      run.cell.toUpperCase(),
      run.length,
      points.at(-1)?.step ?? 0,
      heldOut.accuracy.toFixed(3),
      heldOut.loss.toFixed(4),
    ]),
  };
}
