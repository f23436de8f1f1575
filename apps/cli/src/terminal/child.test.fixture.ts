import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const program = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(2));`;

/** The command line in a process of its own. */
export type Child = {
  readonly process: ChildProcess;
  /** What it has written to standard output and standard error so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** Its exit code, or the signal that ended it, once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
};

/** Starts `tenet ARGS` as a process, after the statements of `before`, which may be imports. */
export function startTenet(
  args: readonly string[],
  { before = "", ...options }: Pick<SpawnOptions, "stdio" | "env"> & { readonly before?: string } = {},
): Child {
  const child = spawn(
    process.execPath,
    [
      "--conditions=@tenetjs/source",
      "--input-type=module",
      "--eval",
      `${before}\n${program}`,
      "tenet",
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"], ...options },
  );
  let [output, errors] = ["", ""];
  child.stdout?.on("data", (data) => {
    output += data;
  });
  child.stderr?.on("data", (data) => {
    errors += data;
  });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  return { process: child, output: () => output, errors: () => errors, ended };
}
