import { jsonOption } from "../options/json-option.ts";
import { option, type ValuesOf } from "../options/option.ts";
import { integer, orTrue, path, repeated, text, toggle } from "../options/value-types.ts";

/** The options of `tenet bench`. */
export const benchOptions = {
  quick: option({
    flag: "--quick",
    type: toggle,
    default: false,
    help: "few cases, subjects and rounds (the default)",
  }),
  full: option({
    flag: "--full",
    type: toggle,
    default: false,
    help: "every case on every subject; takes an hour or more on an idle machine",
  }),
  case: option({
    flag: "--case <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "those of the mode",
    help: "measure this case; * matches any text; repeatable",
  }),
  subject: option({
    flag: "--subject <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "those of the mode",
    help: "measure this subject; * matches any text; repeatable",
  }),
  gpu: option({
    flag: "--gpu",
    type: toggle,
    default: false,
    help: "measure the GPU: training steps by hidden size, and text generation; with --full, all GPU cases",
  }),
  softwareGpu: option({
    flag: "--software-gpu",
    type: toggle,
    default: false,
    help: "also measure a software adapter (SwiftShader), to check that everything runs",
  }),
  browser: option({
    flag: "--browser",
    type: toggle,
    default: false,
    conflicts: ["gpu", "list", "python"],
    help: "measure the page of --serve in headless Chromium or Chrome; needs playwright-core",
  }),
  serve: option({
    flag: "--serve [port]",
    type: orTrue(integer(1, 65_535)),
    conflicts: [
      ...["browser", "full", "quick", "case", "subject", "gpu", "softwareGpu"],
      ...["python", "out", "json", "list"],
    ],
    help: "serve a page that measures in any browser on this machine",
  }),
  python: option({
    flag: "--python <path>",
    type: path,
    default: "python3",
    help: "Python interpreter with torch installed, for PyTorch",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    otherwise: "nothing is saved",
    help: "write results.json, report.md and report.html to this directory",
  }),
  json: jsonOption("the results as one JSON object"),
  list: option({
    flag: "--list",
    type: toggle,
    default: false,
    help: "list cases and subjects, and what the missing ones need",
  }),
};

/** The values of the options of `tenet bench`. */
export type BenchOptions = ValuesOf<typeof benchOptions>;
