import type { CommandEntry } from "./command-entry.ts";

/** The commands of `tenet sweep`. */
export const sweepCommands: readonly CommandEntry[] = [
  {
    name: "status",
    description: "list the sweeps of a queue: what is done, what trains, and where",
    load: async () => (await import("./sweep-status.ts")).sweepStatusCommand,
  },
  {
    name: "cancel",
    description: "end a sweep of a queue, and remove what it has there",
    load: async () => (await import("./sweep-cancel.ts")).sweepCancelCommand,
  },
];
