import { join } from "node:path";
import { markdownReport, type Results } from "@tenetjs/bench";
import { htmlReport } from "@tenetjs/bench/node";
import { writeAtomically } from "@tenetjs/checkpoints/node";

/** Writes results.json, report.md and report.html to `directory`, which must exist. */
export async function writeResults(directory: string, results: Results): Promise<void> {
  await writeAtomically(join(directory, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  await writeAtomically(join(directory, "report.md"), markdownReport(results));
  await writeAtomically(join(directory, "report.html"), htmlReport(results));
}
