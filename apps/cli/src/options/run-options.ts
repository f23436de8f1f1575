import { backendOptions } from "./backend-options.ts";
import { option, optionGroup } from "./option.ts";
import { integer, toggle } from "./value-types.ts";

/** How far a run goes, and how it is shown and kept. */
export const runOptions = {
  ...optionGroup(
    { heading: "Run", resume: "may change" },
    {
      steps: option({
        flag: "--steps <n>",
        type: integer(1),
        default: 1000,
        help: "training steps in all, those done before a resume included",
      }),
      reportEvery: option({
        flag: "--report-every <n>",
        type: integer(1),
        default: 10,
        help: "steps between reports",
      }),
      saveEvery: option({
        flag: "--save-every <n>",
        type: integer(1),
        default: 500,
        help: "steps between checkpoints, where the run is kept",
      }),
      json: option({
        flag: "--json",
        type: toggle,
        default: false,
        help: "print JSON Lines on standard output, and nothing else there",
      }),
    },
  ),
  ...backendOptions,
};
