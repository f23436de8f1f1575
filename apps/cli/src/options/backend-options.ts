import { type BackendName, backendNames } from "@tenetjs/backends/names";
import { InvalidArgumentError } from "commander";
import { option, optionGroup, type ValuesOf } from "./option.ts";
import { integer, toggle, type ValueType } from "./value-types.ts";

/** One backend by its name, or a choice between several by measurement: `"auto"` for all of them, or a list. */
export type BackendChoice = "auto" | BackendName | readonly BackendName[];

const choices = `auto, ${backendNames.join(", ")}, or several separated by commas`;

const backendChoice: ValueType<BackendChoice> = {
  range: choices,
  choices: ["auto", ...backendNames],
  parse: (text) => {
    if (text === "auto") return text;
    const names = text.split(",").map((part) => {
      const name = backendNames.find((known) => known === part);
      if (name !== undefined) return name;
      throw new InvalidArgumentError(`Allowed choices are ${choices}.`);
    });
    return names.length === 1 ? (names[0] as BackendName) : names;
  },
};

/** The options of every command that computes. */
export const backendOptions = optionGroup(
  { heading: "Backend", resume: "may change" },
  {
    backend: option({
      flag: "--backend <name>",
      type: backendChoice,
      default: "auto",
      help: `one of ${backendNames.join(", ")}; auto, or a list such as webgpu,wasm, picks the fastest for this work`,
    }),
    threads: option({
      flag: "--threads <n>",
      type: integer(1, 64),
      otherwise: "the hardware threads, at most 4",
      help: "number of threads on wasm",
    }),
    reproducible: option({
      flag: "--reproducible",
      type: toggle,
      default: false,
      help: "on wasm, compute the same on every machine: slower, without relaxed SIMD",
    }),
    revectorize: option({
      flag: "--no-revectorize",
      type: toggle,
      default: true,
      help: "on wasm, do without V8's experimental revectorisation even where a probe found it sound",
    }),
  },
);

export type BackendValues = ValuesOf<typeof backendOptions>;
