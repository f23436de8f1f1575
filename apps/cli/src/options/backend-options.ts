import { type BackendName, backendNames } from "@tenetjs/backends";
import { type Command, InvalidArgumentError } from "commander";
import { wholeNumber } from "./numbers.ts";

/** What computes: options of every command that does. */
export type BackendOptions = {
  /** One by its name, or the fastest: of all, or of those that are named. */
  readonly backend: "auto" | BackendName | readonly BackendName[];
  /** Only for WASM. By default the backend's own choice: as many as the processor has, up to four. */
  readonly threads?: number;
  /** Whether V8 may join pairs of SIMD operations: experimental, Node 24 or newer. */
  readonly revectorize?: boolean;
};

/** `command` with those options. */
export function withBackendOptions(command: Command): Command {
  return command
    .option(
      "--backend <name>",
      `what computes: ${backendNames.join(", ")}; auto, the fastest at this work; webgpu,wasm, the faster of these`,
      backendChoice,
      "auto",
    )
    .option("--threads <n>", "threads, on wasm (default: the processor's, up to 4)", wholeNumber(1, 64))
    .option("--revectorize", "let V8 join pairs of SIMD operations, on wasm: experimental, Node 24 or newer");
}

function backendChoice(text: string): BackendOptions["backend"] {
  if (text === "auto") return text;
  const names = text.split(",").map((part) => {
    const name = backendNames.find((known) => known === part);
    if (name === undefined) {
      throw new InvalidArgumentError(
        `It is one of auto, ${backendNames.join(", ")}, or several with commas.`,
      );
    }
    return name;
  });
  return names.length === 1 ? (names[0] as BackendName) : names;
}
