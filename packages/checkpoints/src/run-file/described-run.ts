import { version } from "@tenetjs/core";
import { fitting } from "./parse-run.ts";
import { type RunDescription, runSchema, runVersion } from "./run-schema.ts";

/**
 * A new run as this version of Tenet describes it. It has the order of one that was read from a file, so that both are written alike.
 *
 * @throws {TenetError} `BAD_RUN` when a part of it is not of the form.
 */
export function describedRun(run: Omit<RunDescription, "version" | "tenet" | "kernels">): RunDescription {
  const described = { version: runVersion, tenet: version, kernels: null, ...run };
  // What JSON leaves out, such as options that are undefined, is no part of a run.
  return fitting(runSchema, JSON.parse(JSON.stringify(described)), { name: "the run", file: "a new run" });
}
