import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { configured } from "../settings/configured.ts";
import { workerOptions } from "../sweep/worker-options.ts";
import type { Context } from "./command-entry.ts";

/** `tenet worker`: trains what a queue has. */
export function workerCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(workerOptions, settings(), { name: "worker" });
  command.addHelpText("after", help);
  addOptions(command, options).action(async () => {
    const { values } = readOptions(command, options);
    const { serveQueue } = await import("../sweep/queue/serve-queue.ts");
    await serveQueue(terminal, values);
  });
}

const help = `
A worker trains what "tenet sweep --queue" and "tenet reproduce --queue" have put into the queue, on any number of machines, until Ctrl-C. It then saves its trials,
and other workers go on with them, as they do when it is killed. It takes tasks, options and texts, which it checks as the command line does, and no code.

The queue needs two more packages: npm install -g bullmq ioredis

Examples:
  tenet worker --queue redis://HOST
  tenet worker --queue rediss://USER:PASSWORD@HOST:6380 --jobs 4`;
