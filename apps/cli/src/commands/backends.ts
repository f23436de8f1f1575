import { survey } from "@tenetjs/backends";
import { canRevectorize } from "@tenetjs/kernels";
import { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet backends`. */
export const backendsOptions = {
  json: option({ flag: "--json", type: toggle, default: false, help: "print one JSON object" }),
};

/** `tenet backends`: what this machine can compute on. */
export function backendsCommand(terminal: Terminal): Command {
  const command = new Command("backends").description(
    "list the backends of this machine, and what is missing for the others",
  );
  return addOptions(command, backendsOptions).action(async () => {
    const { json } = readOptions(command, backendsOptions).values;
    const reports = await survey();
    if (json) {
      terminal.out(JSON.stringify({ backends: reports, revectorization: canRevectorize() }));
      return;
    }
    for (const report of reports) {
      if (report.available) {
        const threads = `${report.threads} thread${report.threads === 1 ? "" : "s"}`;
        const simd = report.simd.length === 0 ? "" : `, ${report.simd.join(" and ")}`;
        const software = report.software ? ", software rendering: right, but slower than wasm" : "";
        terminal.out(
          `${report.name.padEnd(8)}available      ${report.device} (${threads}${simd}${software})`,
        );
        if (report.name === "wasm") terminal.out(`${" ".repeat(23)}${revectorization()}`);
      } else {
        terminal.out(`${report.name.padEnd(8)}not available  ${report.reason}`);
        terminal.out(`${" ".repeat(23)}${report.remedy}`);
      }
    }
  });
}

function revectorization(): string {
  return canRevectorize()
    ? "V8's experimental revectorisation is off; --revectorize turns it on for a command"
    : "no revectorisation by V8, which is experimental: it needs Node 24 or newer";
}
