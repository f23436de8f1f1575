import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type NamedResults, readResults } from "@tenetjs/bench";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * The results in `path`, a results file or a directory that `tenet bench --out` wrote. Their name is the path.
 *
 * @throws {TenetError} `SOURCE_MISSING` when there is no such file; `BAD_RESULTS` when it does not hold results.
 */
export function readResultsFile(path: string): NamedResults {
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "results.json") : path;
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    const next = "Measure some with `tenet bench --out DIRECTORY`.";
    throw new TenetError("SOURCE_MISSING", problem("bench", `results at ${file}`, phrase("no file"), next));
  }
  return { name: path, results: readResults(readFileSync(file, "utf8"), path) };
}
