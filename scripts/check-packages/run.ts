import { execFile } from "node:child_process";
import { testLimit } from "../../packages/testing/src/limits.ts";

/** What a program printed and how it ended. */
export type Outcome = { readonly ok: boolean; readonly output: string; readonly errors: string };

/** Runs `program` to its end, without a shell and without input, for as long as a test may take. */
export function run(program: string, args: readonly string[], cwd?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: testLimit, maxBuffer: 1 << 26 };
    const child = execFile(program, args, options, (error, output, errors) => {
      resolve({ ok: error === null, output, errors: errors || (error?.message ?? "") });
    });
    child.stdin?.end();
  });
}

/** Nothing when `program` ends well; else `what` went wrong, with all that it printed. */
export async function problemsOf(
  what: string,
  program: string,
  args: readonly string[],
  cwd?: string,
): Promise<string[]> {
  const { ok, output, errors } = await run(program, args, cwd);
  return ok ? [] : [`${what} fails:\n${output}${errors}`.trimEnd()];
}
