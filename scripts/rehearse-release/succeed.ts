import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { testLimit } from "../../packages/testing/src/limits.ts";

/**
 * What a program printed to standard output.
 *
 * @throws {Error} with all that it printed, if it fails.
 */
export async function succeed(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const running = promisify(execFile)(program, args, { cwd, env, timeout: testLimit, maxBuffer: 1 << 26 });
  running.child.stdin?.end();
  try {
    return (await running).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
