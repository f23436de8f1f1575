import { survey } from "@tenetjs/backends";
import { canRevectorize } from "@tenetjs/kernels";
import { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet backends`. */
export const backendsOptions = {
  json: jsonOption("one JSON object"),
};

/** `tenet backends`: the backends that can run on this machine. */
export function backendsCommand(terminal: Terminal): Command {
  const command = new Command("backends").description(
    "list the backends that can run on this machine, and what the others need",
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
        const software = report.software ? ", software adapter: correct, but slower than wasm" : "";
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
    ? "V8's experimental SIMD revectorisation is off; --revectorize turns it on"
    : "V8's experimental SIMD revectorisation needs Node 24 or newer";
}
