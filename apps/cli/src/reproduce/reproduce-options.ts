import { availableParallelism } from "node:os";
import { backendNames } from "@tenetjs/backends/names";
import { jsonOption } from "../options/json-option.ts";
import { option, optionGroup } from "../options/option.ts";
import { choice, integer, path, toggle } from "../options/value-types.ts";
import { queueOption } from "../sweep/queue/queue-option.ts";

/** The options of `tenet reproduce`. */
export const reproduceOptions = {
  ...optionGroup(
    { heading: "Experiments" },
    {
      quick: option({
        flag: "--quick",
        type: toggle,
        default: false,
        conflicts: ["full"],
        help: "small sizes, few steps and one seed (the default)",
      }),
      full: option({
        flag: "--full",
        type: toggle,
        default: false,
        help: "all sizes, steps and seeds, as the documentation quotes them; takes hours",
      }),
      seeds: option({
        flag: "--seeds <n>",
        type: integer(1, 100),
        otherwise: "set by the experiment",
        help: "runs of each variant, each with another seed",
      }),
      books: option({
        flag: "--books <directory>",
        type: path,
        otherwise: "the cache, or with --full a download",
        help: "directory with books to read, such as alice.txt",
      }),
      chat: option({
        flag: "--chat <file>",
        type: path,
        otherwise: "a synthetic chat",
        help: "exported chat for the experiment chat; the report quotes what the network writes",
      }),
      out: option({
        flag: "--out <directory>",
        type: path,
        default: "runs/reproduce",
        help: "directory for results, report and figures",
      }),
      tensorboard: option({
        flag: "--tensorboard",
        type: toggle,
        default: false,
        help: "also write curves, figures and tables for TensorBoard: tensorboard --logdir DIRECTORY/tensorboard",
      }),
      json: jsonOption("one JSON object"),
    },
  ),
  ...optionGroup(
    { heading: "Processes" },
    {
      jobs: option({
        flag: "--jobs <n>",
        type: integer(1, 256),
        default: availableParallelism(),
        otherwise: "the hardware threads",
        help: "jobs that run at the same time, each in a process of its own",
      }),
      threads: option({
        flag: "--threads <n>",
        type: integer(1, 64),
        default: 1,
        help: "threads of each job on wasm",
      }),
      backend: option({
        flag: "--backend <name>",
        type: choice(backendNames),
        default: "wasm",
        help: "backend of every job",
      }),
      // Workers read books of their own, and a chat goes through no queue.
      queue: { ...queueOption, conflicts: ["books", "chat"] },
    },
  ),
};
