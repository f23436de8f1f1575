import { type BackendName, backendNames } from "@tenetjs/backends";
import { type Command, Option } from "commander";
import { wholeNumber } from "./numbers.ts";

/** What computes: options of every command that does. */
export type BackendOptions = {
  readonly backend: "auto" | BackendName;
  /** Only for WASM. By default the backend's own choice: as many as the processor has, up to four. */
  readonly threads?: number;
  /** Whether V8 may join pairs of SIMD operations: experimental, Node 24 or newer. */
  readonly revectorize?: boolean;
};

/** `command` with those options. */
export function withBackendOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--backend <name>", "what computes").choices(["auto", ...backendNames]).default("auto"),
    )
    .option("--threads <n>", "threads, on wasm (default: the processor's, up to 4)", wholeNumber(1, 64))
    .option("--revectorize", "let V8 join pairs of SIMD operations, on wasm: experimental, Node 24 or newer");
}
