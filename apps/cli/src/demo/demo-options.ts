import { backendOptions } from "../options/backend-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { integer, path } from "../options/value-types.ts";

/** The options of `tenet demo`. */
export const demoOptions = {
  steps: option({
    flag: "--steps <n>",
    type: integer(10),
    default: 1000,
    help: "training steps per network",
  }),
  seed: option({
    flag: "--seed <n>",
    type: integer(0),
    default: 0,
    help: "random seed of the data and the weights",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "runs/demo",
    help: "directory for the figure and the report",
  }),
  json: jsonOption("JSON Lines"),
  ...backendOptions,
};
