import { type BackendName, backendNames } from "@tenetjs/backends";
import { InvalidArgumentError } from "commander";
import { option, optionGroup, type ValuesOf } from "./option.ts";
import { integer, toggle, type ValueType } from "./value-types.ts";

/** One by its name, or the fastest: of all, or of those that are named. */
export type BackendChoice = "auto" | BackendName | readonly BackendName[];

const backendChoice: ValueType<BackendChoice> = {
  range: `auto, ${backendNames.join(", ")}, or several with commas`,
  parse: (text) => {
    if (text === "auto") return text;
    const names = text.split(",").map((part) => {
      const name = backendNames.find((known) => known === part);
      if (name !== undefined) return name;
      throw new InvalidArgumentError(
        `It is one of auto, ${backendNames.join(", ")}, or several with commas.`,
      );
    });
    return names.length === 1 ? (names[0] as BackendName) : names;
  },
};

/** What computes: options of every command that does. */
export const backendOptions = optionGroup(
  { heading: "Backend", resume: "may change" },
  {
    backend: option({
      flag: "--backend <name>",
      type: backendChoice,
      default: "auto",
      help: `what computes: ${backendNames.join(", ")}; auto, the fastest at this work; webgpu,wasm, the faster of these`,
    }),
    threads: option({
      flag: "--threads <n>",
      type: integer(1, 64),
      otherwise: "the processor's, up to 4",
      help: "threads, on wasm",
    }),
    revectorize: option({
      flag: "--revectorize",
      type: toggle,
      default: false,
      help: "let V8 join pairs of SIMD operations, on wasm: experimental, Node 24 or newer",
    }),
  },
);

export type BackendValues = ValuesOf<typeof backendOptions>;
