import { option } from "./option.ts";
import { toggle } from "./value-types.ts";

/** Whether a terminal gets what a network or a file says as it is. */
export const rawOption = option({
  flag: "--raw",
  type: toggle,
  default: false,
  help: "send control characters to the terminal as they are, rather than show them",
});
