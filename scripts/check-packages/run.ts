import { execFile } from "node:child_process";
import { testLimit } from "../../packages/testing/src/limits.ts";

/** What a program printed and how it ended. */
export type Outcome = { readonly ok: boolean; readonly output: string; readonly errors: string };

/** Runs `program` without a shell and without input, for at most as long as a test may take. */
export function run(
  program: string,
  args: readonly string[],
  cwd?: string,
  env?: NodeJS.ProcessEnv,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: testLimit, maxBuffer: 1 << 26 };
    const child = execFile(program, args, options, (error, output, errors) => {
      resolve({ ok: error === null, output, errors: errors || (error?.message ?? "") });
    });
    child.stdin?.end();
  });
}

/**
 * What `program` printed to standard output.
 *
 * @throws {Error} with all that it printed, if it fails.
 */
export async function succeed(
  program: string,
  args: readonly string[],
  cwd?: string,
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const { ok, output, errors } = await run(program, args, cwd, env);
  if (!ok) throw new Error(`${program} ${args.join(" ")} failed:\n${output}${errors}`);
  return output;
}

/** Empty if `program` succeeds; else a problem that names `what` and quotes the program's output. */
export async function problemsOf(
  what: string,
  program: string,
  args: readonly string[],
  cwd?: string,
): Promise<string[]> {
  const { ok, output, errors } = await run(program, args, cwd);
  return ok ? [] : [`${what} failed:\n${output}${errors}`.trimEnd()];
}
