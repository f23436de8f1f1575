import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Reply, Turn } from "./serve.ts";

/** Who does the work, on what, and how its process is started. */
export type Subject = {
  /** `Tenet, Node 24.0.0` */
  readonly name: string;
  readonly threads: number;
  readonly program: string;
  /** The script, and what goes before it. */
  readonly args: readonly string[];
  /** What the script gets as JSON. */
  readonly options: object;
};

/** A subject in a process of its own. */
export type Running = {
  readonly subject: Subject;
  /** Milliseconds of each call of `work`. Rejects, with the reason, when the subject cannot do it. */
  turn(turn: Turn): Promise<readonly number[]>;
  /** Ends the process. */
  stop(): void;
};

/**
 * Starts a subject's process and waits until it is ready.
 *
 * @throws {Error} with the reason alone as its message, when it does not come to that.
 */
export async function startSubject(subject: Subject): Promise<Running> {
  const { program, args, options } = subject;
  const child = spawn(program, [...args, JSON.stringify(options)], { stdio: "pipe" });
  const ended = endOf(child);
  // A process that is gone says so by its end; that it cannot be written to is no news.
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function reply(): Promise<Reply> {
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(await ended);
      // Libraries may greet on standard output.
      if (!value.startsWith("{")) continue;
      const reply = JSON.parse(value) as Reply;
      if ("failed" in reply) throw new Error(reply.failed);
      return reply;
    }
  }

  const stop = () => void child.kill();
  try {
    await reply();
  } catch (error) {
    stop();
    throw error;
  }
  return {
    subject,
    async turn(turn) {
      child.stdin.write(`${JSON.stringify(turn)}\n`);
      const answer = await reply();
      if (!("times" in answer)) throw new Error("it answered something else than times");
      return answer.times;
    },
    stop,
  };
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
