import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { configured } from "../settings/configured.ts";
import { requiredQueueOption } from "../sweep/queue/queue-option.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet sweep cancel`. */
export const sweepCancelOptions = { queue: requiredQueueOption };

/** `tenet sweep cancel`: ends a sweep of a queue. */
export function sweepCancelCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(sweepCancelOptions, settings(), { name: "sweep cancel" });
  command.argument("<sweep>", "its identifier, which tenet sweep status shows");
  addOptions(command, options).action(async (id: string) => {
    const { queue } = readOptions(command, options).values;
    const { cancelSweep } = await import("../sweep/queue/cancel-sweep.ts");
    terminal.out(await cancelSweep(queue, id));
  });
}
