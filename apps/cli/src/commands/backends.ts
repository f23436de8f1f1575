import type { WasmForm } from "@tenetjs/kernels";
import type { Revectorization } from "@tenetjs/kernels/node";
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
    const [{ survey }, { wasmForm }, { revectorizeIfSound }] = await Promise.all([
      import("@tenetjs/backends"),
      import("@tenetjs/kernels"),
      import("@tenetjs/kernels/node"),
    ]);
    const reports = await survey();
    const revectorization = await revectorizeIfSound({
      onProbe: () => terminal.status("testing V8's revectorisation, once on this machine"),
    });
    const kernels = wasmForm();
    if (json) {
      terminal.out(JSON.stringify({ backends: reports, kernels, revectorization }));
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
        if (report.name !== "wasm") continue;
        for (const line of [buildLine(kernels.build), revectorizationLine(revectorization)])
          terminal.out(`${" ".repeat(23)}${line}`);
      } else {
        terminal.out(`${report.name.padEnd(8)}not available  ${report.reason}`);
        terminal.out(`${" ".repeat(23)}${report.remedy}`);
      }
    }
  });
}

function buildLine(build: WasmForm["build"]): string {
  return build === "relaxed"
    ? "relaxed SIMD: multiplies and adds with one rounding; --reproducible does without"
    : "strict SIMD: computes the same on every machine; relaxed SIMD would gain nothing here";
}

function revectorizationLine(revectorization: Revectorization): string {
  return revectorization.on
    ? "V8's revectorisation is on: a probe found the same values, bit by bit; --no-revectorize does without"
    : `V8's revectorisation is off: ${revectorization.reason}`;
}
