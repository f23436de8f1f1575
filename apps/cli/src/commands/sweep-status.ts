import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { configured } from "../settings/configured.ts";
import { requiredQueueOption } from "../sweep/queue/queue-option.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet sweep status`. */
export const sweepStatusOptions = { queue: requiredQueueOption, json: jsonOption("one JSON object") };

/** `tenet sweep status`: the sweeps of a queue. */
export function sweepStatusCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(sweepStatusOptions, settings(), { name: "sweep status" });
  addOptions(command, options).action(async () => {
    const { queue, json } = readOptions(command, options).values;
    const { queueStatus, statusLines } = await import("../sweep/queue/queue-status.ts");
    const status = await queueStatus(queue);
    if (json) terminal.out(JSON.stringify(status));
    else for (const line of statusLines(status)) terminal.out(line);
  });
}
