import { Option } from "commander";
import { weightsChoices } from "../run/weights-file.ts";

/** `--weights`, which of a run's weights to take; without it the best, where the run kept them. */
export function weightsOption(): Option {
  return new Option(
    "--weights <which>",
    "the weights that did best on held-out data, or the last (default: best, where there are)",
  ).choices(weightsChoices);
}
