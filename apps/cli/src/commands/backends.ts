import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet backends`. */
export const backendsOptions = {
  json: jsonOption("one JSON object"),
};

/** `tenet backends`: the backends that can run on this machine. */
export function backendsCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(backendsOptions, settings(), { name: "backends" });
  addOptions(command, options).action(async () => {
    const { json } = readOptions(command, options).values;
    const [{ survey }, { canRevectorize }] = await Promise.all([
      import("@tenetjs/backends"),
      import("@tenetjs/kernels"),
    ]);
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
        if (report.name === "wasm") terminal.out(`${" ".repeat(23)}${revectorization(canRevectorize())}`);
      } else {
        terminal.out(`${report.name.padEnd(8)}not available  ${report.reason}`);
        terminal.out(`${" ".repeat(23)}${report.remedy}`);
      }
    }
  });
}

function revectorization(available: boolean): string {
  return available
    ? "V8's experimental SIMD revectorisation is off; --revectorize turns it on"
    : "V8's experimental SIMD revectorisation needs Node 24 or newer";
}
