import { jsonOption } from "../options/json-option.ts";
import { option, optionGroup } from "../options/option.ts";
import { processOptions } from "../options/process-options.ts";
import { integer, path, text, toggle } from "../options/value-types.ts";
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
      steps: option({
        flag: "--steps <n>",
        type: integer(1, 1_000_000),
        otherwise: "set by the experiment",
        help: "training steps of each run; with --full, for a run at full size in less time",
      }),
      only: option({
        flag: "--only <text>",
        type: text,
        otherwise: "all jobs",
        help: 'run only the jobs with this text in their names, such as "lstm" or "seed 0"',
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
      ...processOptions({ many: "jobs that run", one: "job" }),
      fast: option({
        flag: "--fast",
        type: toggle,
        default: false,
        conflicts: ["queue"],
        help: "take the fastest kernels of this machine on wasm; otherwise results are the same on every machine",
      }),
      // Workers read books of their own, and neither a chat nor a number of steps goes through a queue.
      queue: { ...queueOption, conflicts: ["books", "chat", "steps"] },
    },
  ),
};
