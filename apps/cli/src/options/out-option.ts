import { option, optionGroup } from "./option.ts";
import { path } from "./value-types.ts";

/** Where a new run is saved. A resumed run stays in its directory. */
export const outOption = optionGroup(
  { heading: "Run" },
  {
    out: option({
      flag: "--out <directory>",
      type: path,
      otherwise: "nothing is saved",
      help: "save the run to this directory: options, metrics, checkpoints, weights and curves",
    }),
  },
);
