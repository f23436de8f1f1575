import { weightsChoices } from "@tenetjs/checkpoints/names";
import { option } from "./option.ts";
import { choice } from "./value-types.ts";

/** Which weights of a run a command reads. */
export const weightsOption = option({
  flag: "--weights <which>",
  type: choice(weightsChoices),
  otherwise: "best if the run saved them, else last",
  help: "weights to read: the best on held-out data, or those of the last step",
});
