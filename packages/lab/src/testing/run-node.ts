import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a TypeScript program prints, run by Node in the folder of this package, from the sources of all packages. */
export async function runNode(program: string): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      "--conditions=@tenetjs/source",
      "--disable-warning=ExperimentalWarning",
      "--input-type=module-typescript",
      "--eval",
      program,
    ],
    { cwd: join(import.meta.dirname, "../.."), maxBuffer: 1e7 },
  );
  return stdout;
}
