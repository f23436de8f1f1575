import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Connection } from "../connection.ts";
import type { Reply, Request } from "../requests.ts";

/** A program that speaks as `requests.ts` says, a line of JSON each. */
export type Program = { readonly command: string; readonly args: readonly string[] };

/** The program that runs the adapters: this Node, on this build or on the sources, as this process is. */
export function adapterProgram(): Program {
  const fromSource = import.meta.url.endsWith(".ts");
  const script = fileURLToPath(
    new URL(fromSource ? "./serve-process.ts" : "./serve-process.js", import.meta.url),
  );
  const conditions = fromSource ? ["--conditions=@tenetjs/source"] : [];
  return { command: process.execPath, args: [...v8Flags(), ...conditions, script] };
}

/** The flags that this process was started with, but for those that say what to run and where to find it. */
export function v8Flags(): string[] {
  return process.execArgv.filter((flag) => flag.startsWith("--") && !aboutPrograms.test(flag));
}

const aboutPrograms =
  /^--(conditions|import|require|loader|experimental-loader|eval|print|input-type|inspect|test|watch)\b/;

/** A subject in a process of its own, which is started at once. */
export function connectProcess({ command, args }: Program): Connection {
  const child = spawn(command, args, { stdio: "pipe" });
  const ended = endOf(child);
  // A process that is gone says so by its end; that it cannot be written to is no news.
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function ask(request: Request): Promise<Reply> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(await ended);
      // Libraries may greet on standard output.
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
    throw new Error(`it said something that is no JSON: ${line.slice(0, 80)}`);
  }
}

/** Why a process is no more, once it is. */
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
