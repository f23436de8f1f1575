/* A subject's process: answers requests, a line of JSON each, until there are no more. */
import { createInterface } from "node:readline";
import { answerer } from "../answer.ts";
import type { Request } from "../requests.ts";

// Ctrl-C reaches every process of a terminal: the one that asks decides what becomes of this one.
process.on("SIGINT", () => {});

const answer = answerer(() => process.resourceUsage().maxRSS / 1024);
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Request);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
// Threads of libraries keep a process alive for ever.
process.exit(0);
