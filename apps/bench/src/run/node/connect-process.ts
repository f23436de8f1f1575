import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Connection } from "../connection.ts";
import type { Reply, Request } from "../requests.ts";

/** A program that answers the requests of `requests.ts`, one line of JSON each. */
export type Program = { readonly command: string; readonly args: readonly string[] };

/** The program that runs the adapters: this Node, from the build or from the sources, as this process does. */
export function adapterProgram(): Program {
  const fromSource = import.meta.url.endsWith(".ts");
  const script = fileURLToPath(
    new URL(fromSource ? "./serve-process.ts" : "./serve-process.js", import.meta.url),
  );
  const conditions = fromSource ? ["--conditions=@tenetjs/source"] : [];
  return { command: process.execPath, args: [...v8Flags(), ...conditions, script] };
}

/** The flags that this process was started with, except those that say what to run and how to load it. */
export function v8Flags(): string[] {
  return process.execArgv.filter((flag) => flag.startsWith("--") && !aboutPrograms.test(flag));
}

const aboutPrograms =
  /^--(conditions|import|require|loader|experimental-loader|eval|print|input-type|inspect|test|watch)\b/;

/** A connection to a subject in its own process, which starts immediately. */
export function connectProcess({ command, args }: Program): Connection {
  const child = spawn(command, args, { stdio: "pipe" });
  const ended = endOf(child);
  // A failed write means that the process has ended, which `ended` reports.
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function ask(request: Request): Promise<Reply> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(await ended);
      // Libraries may print to standard output.
      if (!value.startsWith("{")) continue;
      return readReply(value);
    }
  }

  return { ask, stop: () => void child.kill("SIGKILL") };
}

function readReply(line: string): Reply {
  try {
    return JSON.parse(line) as Reply;
  } catch {
    throw new Error(`its reply is not JSON: ${line.slice(0, 80)}`);
  }
}

/** Resolves with the reason when the process has ended. */
function endOf(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => {
      const last = said.trim().split("\n").at(-1);
      resolve(`it ended with ${signal ?? `code ${code}`}${last ? `: ${last}` : ""}`);
    });
  });
}
