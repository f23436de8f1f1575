import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { runFiles, type WeightsChoice } from "../run-file/run-files.ts";

const last = [runFiles.checkpoint, runFiles.weights];

/**
 * The file with the weights of the run in the directory `path`, or `path` itself if it is a file. With no `choice`, it is the best
 * weights if the run saved them, else the last. A directory with nothing but a file of weights is enough.
 *
 * @throws {TenetError} `NO_RUN` when there is no such file, with the runs that are near.
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
  const next = "Pass the directory of a run (--out of its training), or a safetensors file in it.";
  const near = runsNear(path);
  const there = near.length === 0 ? next : `${next} There is ${near.join(", ")}.`;
  return new TenetError("NO_RUN", problem("run", `a run at ${path}`, phrase(found), there));
}

/** Some of the runs in the directory `path`, or beside it if there is none. */
function runsNear(path: string): string[] {
  const directory = existsSync(path) ? path : dirname(path);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return [];
  const runs = readdirSync(directory).map((name) => join(directory, name));
  return runs.filter((run) => existsSync(join(run, runFiles.run))).slice(0, mostNamed);
}

const mostNamed = 5;
