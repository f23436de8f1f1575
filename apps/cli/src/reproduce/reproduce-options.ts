import { backendOptions } from "../options/backend-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { integer, path } from "../options/value-types.ts";

/** The options of `tenet reproduce`. */
export const reproduceOptions = {
  steps: option({
    flag: "--steps <n>",
    type: integer(10),
    otherwise: "set by the comparison",
    help: "training steps per run",
  }),
  seeds: option({
    flag: "--seeds <n>",
    type: integer(1, 20),
    otherwise: "set by the comparison",
    help: "runs per variant, each with another seed",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "runs/reproduce",
    help: "directory for figures, report and data",
  }),
  json: jsonOption("one JSON object"),
  ...backendOptions,
};
