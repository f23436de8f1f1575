import { jsonOption } from "../options/json-option.ts";
import { option, optionGroup } from "../options/option.ts";
import { processOptions } from "../options/process-options.ts";
import { integer, path, toggle } from "../options/value-types.ts";
import { queueOption } from "./queue/queue-option.ts";

/** The options of `tenet sweep`. */
export const sweepOptions = {
  ...optionGroup(
    { heading: "Sweep" },
    {
      out: option({
        flag: "--out <directory>",
        type: path,
        otherwise: "runs/ and the name of the file",
        help: "directory for results, report, figures and the runs of the trials",
      }),
      dryRun: option({
        flag: "--dry-run",
        type: toggle,
        default: false,
        help: "check the file and list its trials, and train nothing",
      }),
      json: jsonOption("one JSON object"),
    },
  ),
  ...optionGroup(
    { heading: "Processes" },
    {
      ...processOptions({ many: "trials that train", one: "trial" }),
      saveEvery: option({
        flag: "--save-every <n>",
        type: integer(1),
        default: 500,
        help: "steps between checkpoints of a trial",
      }),
      queue: queueOption,
    },
  ),
};
