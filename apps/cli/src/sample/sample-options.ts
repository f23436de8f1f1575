import { backendOptions } from "../options/backend-options.ts";
import { int8Option } from "../options/int8-option.ts";
import { jsonOption } from "../options/json-option.ts";
import { option, optionGroup } from "../options/option.ts";
import { rawOption } from "../options/raw-option.ts";
import { samplingOptions } from "../options/sampling-options.ts";
import { trainingTextOption } from "../options/training-text-option.ts";
import { toggle } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";

/** The options of `tenet sample`. */
export const sampleOptions = {
  ...optionGroup({ heading: "Network" }, { weights: weightsOption, int8: int8Option }),
  ...samplingOptions,
  ...optionGroup(
    { heading: "Output" },
    {
      memorisation: option({
        flag: "--memorisation",
        type: toggle,
        default: false,
        help: "report what a sample copies from the training text",
      }),
      resemblance: option({
        flag: "--resemblance",
        type: toggle,
        default: false,
        help: "show which training text each token resembles, for a run on several texts",
      }),
      trainingText: trainingTextOption,
      raw: rawOption,
      json: jsonOption("a line of JSON per sample"),
    },
  ),
  ...backendOptions,
};
