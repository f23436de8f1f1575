import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { runFiles } from "./run-files.ts";

/** Which weights of a run: those that did best on held-out data, or those after the last step. */
export const weightsChoices = ["best", "last"] as const;
export type WeightsChoice = (typeof weightsChoices)[number];

const last = [runFiles.checkpoint, runFiles.weights];

/**
 * The file of a run's weights: of its directory at `path`, or `path` itself where that is a file. With no `choice`, the best
 * ones where the run kept them, else the last. A directory from which all but the weights was cleared will do.
 *
 * @throws {TenetError} `NO_RUN` when there is none.
 */
export function weightsFile(path: string, choice: WeightsChoice | null): string {
  if (!existsSync(path)) throw noRun(path, `nothing at ${path}`);
  if (!statSync(path).isDirectory()) return path;
  const names = choice === "best" ? [runFiles.best] : choice === "last" ? last : [runFiles.best, ...last];
  const name = names.find((candidate) => existsSync(join(path, candidate)));
  if (name !== undefined) return join(path, name);
  throw noRun(path, `a directory without ${names.join(" or ")}`);
}

function noRun(path: string, found: string): TenetError {
  const next = "Pass the directory that a training was given by --out, or a safetensors file in it.";
  return new TenetError("NO_RUN", problem("tenet", `a run at ${path}`, phrase(found), next));
}
