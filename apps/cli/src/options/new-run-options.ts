import { option, optionGroup } from "./option.ts";
import { path, toggle } from "./value-types.ts";

/** What only a new run can be asked for. A resumed run stays in its directory. */
export const newRunOptions = optionGroup(
  { heading: "Run" },
  {
    out: option({
      flag: "--out <directory>",
      type: path,
      otherwise: "nothing is saved",
      help: "save the run to this directory: options, metrics, checkpoints, weights and curves",
    }),
    dryRun: option({
      flag: "--dry-run",
      type: toggle,
      default: false,
      help: "print parameters, memory, steps per epoch and time per step, and train nothing",
    }),
  },
);
