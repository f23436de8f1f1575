import { option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import type { Curriculum } from "../run/curriculum.ts";

/** The option `curriculum` of a task whose sequences have a length, which the option with the flag `length` sets. */
export function curriculumOption({ from, factor, threshold }: Curriculum, length = "--length") {
  return option({
    flag: "--curriculum",
    type: toggle,
    default: false,
    help: `begin at ${length} ${from}, and go on to ${factor} times it, up to the one asked for, whenever the mean accuracy of ${threshold.over} steps is above ${threshold.accuracy}`,
  });
}
