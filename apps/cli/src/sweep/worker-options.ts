import { tmpdir } from "node:os";
import { option, optionGroup } from "../options/option.ts";
import { integer, path } from "../options/value-types.ts";
import { requiredQueueOption } from "./queue/queue-option.ts";

/** The options of `tenet worker`. */
export const workerOptions = {
  ...optionGroup(
    { heading: "Queue" },
    {
      queue: requiredQueueOption,
      lockSeconds: option({
        flag: "--lock-seconds <n>",
        type: integer(1, 3600),
        default: 30,
        help: "seconds without a sign of life after which its trials go to other workers",
      }),
      returnLimit: option({
        flag: "--return-limit <mib>",
        type: integer(1, 256),
        default: 32,
        help: "largest files of a trial, in MiB, that go back through the queue",
      }),
    },
  ),
  ...optionGroup(
    { heading: "Processes" },
    {
      jobs: option({
        flag: "--jobs <n>",
        type: integer(1, 256),
        default: 1,
        help: "trials that train at the same time, each in a process of its own",
      }),
      threads: option({
        flag: "--threads <n>",
        type: integer(1, 64),
        default: 1,
        help: "threads of each trial on wasm",
      }),
      directory: option({
        flag: "--directory <directory>",
        type: path,
        default: tmpdir(),
        otherwise: "that of temporary files",
        help: "where trials have their runs while they train",
      }),
    },
  ),
};
