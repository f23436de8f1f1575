/* A subject's process: answers requests, one line of JSON each, until the input ends. */
import { createInterface } from "node:readline";
import { answerer } from "../answer.ts";
import type { Request } from "../requests.ts";

// Ctrl-C reaches every process of the terminal. The parent process decides when this one ends.
process.on("SIGINT", () => {});

const answer = answerer(() => process.resourceUsage().maxRSS / 1024);
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Request);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
// The threads of libraries would keep the process alive.
process.exit(0);
