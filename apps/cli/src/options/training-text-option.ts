import { option } from "./option.ts";
import { repeated, text } from "./value-types.ts";

/** Where the texts of a run are now: for one that has moved, and for one with `--pseudonymise`, which records no path. */
export const trainingTextOption = option({
  flag: "--training-text <file>",
  type: repeated(text),
  default: [],
  otherwise: "where the run read it",
  help: "text that the run was trained on, if it has moved; for several, repeat the option in their order",
});
