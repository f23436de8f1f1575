import { weightsChoices } from "../run/weights-file.ts";
import { option } from "./option.ts";
import { choice } from "./value-types.ts";

/** Which of a run's weights a command reads. */
export const weightsOption = option({
  flag: "--weights <which>",
  type: choice(weightsChoices),
  otherwise: "best, where the run kept them",
  help: "the weights that did best on held-out data, or the last",
});
