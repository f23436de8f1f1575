import { option, optionGroup } from "./option.ts";
import { path } from "./value-types.ts";

/** Where a new run is kept. One that goes on stays where it is. */
export const outOption = optionGroup(
  { heading: "Run" },
  {
    out: option({
      flag: "--out <directory>",
      type: path,
      otherwise: "nothing is kept",
      help: "keep the run here: its options, metrics, checkpoints, weights and curves",
    }),
  },
);
