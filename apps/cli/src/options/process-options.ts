import { availableParallelism } from "node:os";
import { backendNames } from "@tenetjs/backends/names";
import { option } from "./option.ts";
import { choice, integer } from "./value-types.ts";

/** The options of a command that does its work in processes of its own: `many` is what they do, "trials that train", and `one` a piece of it, "trial". */
export function processOptions({ many, one }: { readonly many: string; readonly one: string }) {
  return {
    jobs: option({
      flag: "--jobs <n>",
      type: integer(1, 256),
      default: availableParallelism(),
      otherwise: "the hardware threads",
      help: `${many} at the same time, each in a process of its own`,
    }),
    threads: option({
      flag: "--threads <n>",
      type: integer(1, 64),
      default: 1,
      help: `threads of each ${one} on wasm`,
    }),
    backend: option({
      flag: "--backend <name>",
      type: choice(backendNames),
      default: "wasm",
      help: `backend of every ${one}`,
    }),
  };
}
