import { backendOptions } from "./backend-options.ts";
import { jsonOption } from "./json-option.ts";
import { option, optionGroup } from "./option.ts";
import { rawOption } from "./raw-option.ts";
import { integer, toggle } from "./value-types.ts";

/** How long a run trains, and how it is shown and saved. */
export const runOptions = {
  ...optionGroup(
    { heading: "Run", resume: "may change" },
    {
      steps: option({
        flag: "--steps <n>",
        type: integer(1),
        default: 1000,
        help: "training steps in total, including those before a resume",
      }),
      reportEvery: option({
        flag: "--report-every <n>",
        type: integer(1),
        default: 10,
        help: "steps between progress reports",
      }),
      saveEvery: option({
        flag: "--save-every <n>",
        type: integer(1),
        default: 500,
        help: "steps between checkpoints, if the run is saved",
      }),
      tensorboard: option({
        flag: "--tensorboard",
        type: toggle,
        default: false,
        help: "also write the run for TensorBoard, if it is saved: tensorboard --logdir DIRECTORY",
      }),
      raw: rawOption,
      json: jsonOption("JSON Lines"),
    },
  ),
  ...backendOptions,
};
