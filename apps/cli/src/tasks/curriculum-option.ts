import { option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";

/** The option `curriculum` of tasks whose sequences have a length, which the option `length` sets. */
export const curriculumOption = option({
  flag: "--curriculum",
  type: toggle,
  default: false,
  help: curriculumHelp("--length"),
});

/** The help of the curriculum of a length that is set by the option `flag`. */
export function curriculumHelp(flag: string): string {
  return `begin at ${flag} 10, and go on to four times it, up to the one asked for, whenever the mean accuracy of 20 steps is above 0.999`;
}
