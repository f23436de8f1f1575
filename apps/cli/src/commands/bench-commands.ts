import type { CommandEntry } from "./command-entry.ts";

/** The commands of `tenet bench`. */
export const benchCommands: readonly CommandEntry[] = [
  {
    name: "compare",
    description: "compare two runs: what got faster or slower, by the ratios within each run",
    load: async () => (await import("./bench-compare.ts")).benchCompareCommand,
  },
  {
    name: "report",
    description: "print the report of a saved run, or write it to files",
    load: async () => (await import("./bench-report.ts")).benchReportCommand,
  },
];
