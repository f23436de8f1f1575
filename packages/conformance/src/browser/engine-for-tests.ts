import { findProgram, isProgram } from "@tenetjs/bench/internals";
import type { Engine, Program } from "./engines/engine.ts";

/** The paths of an engine's programs, or why tests cannot run in it. */
export type EngineForTests =
  | { readonly available: true; readonly paths: readonly string[] }
  | { readonly available: false; readonly reason: string };

/**
 * The programs of a browser engine, for `describe.skipIf(!found.available)`: each is the one that its environment variable names, or the
 * first on the PATH. With TENET_REQUIRE_BROWSER=1, no such test may be skipped.
 *
 * @throws {Error} if browsers are required and a program is missing.
 */
export function engineForTests(
  { programs }: Engine,
  environment: NodeJS.ProcessEnv = process.env,
): EngineForTests {
  const found = programs.map((program) => pathOf(program, environment));
  const missing = found.find((path) => "reason" in path);
  if (missing === undefined)
    return { available: true, paths: found.flatMap((path) => ("path" in path ? [path.path] : [])) };
  if (environment.TENET_REQUIRE_BROWSER === "1")
    throw new Error(`TENET_REQUIRE_BROWSER is 1, but ${missing.reason}.`);
  return { available: false, reason: missing.reason };
}

function pathOf(
  { names, variable, debian }: Program,
  environment: NodeJS.ProcessEnv,
): { readonly path: string } | { readonly reason: string } {
  const named = variable === undefined ? undefined : environment[variable];
  if (named)
    return isProgram(named) ? { path: named } : { reason: `${variable} is ${named}, which is not a program` };
  const path = findProgram(names, environment);
  if (path !== undefined) return { path };
  const missing = names.length === 1 ? `${names[0]} is not` : `none of ${names.join(", ")} is`;
  const orName = variable === undefined ? "" : `, or name a program in ${variable}`;
  return { reason: `${missing} on the PATH. Install Debian's package ${debian}${orName}` };
}
