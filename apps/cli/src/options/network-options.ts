import { cellNames, initialisationNames } from "@tenetjs/models/names";
import { option, optionGroup } from "./option.ts";
import { choice, integer } from "./value-types.ts";

/** The options of the network. Their names are those of `RecurrentOptions` in `@tenetjs/models`. */
export const networkOptions = optionGroup(
  { heading: "Network", resume: "must stay" },
  {
    cell: option({
      flag: "--cell <name>",
      type: choice(cellNames),
      default: "lstm",
      help: "recurrent cell",
    }),
    layers: option({
      flag: "--layers <n>",
      type: integer(1),
      default: 1,
      help: "number of stacked recurrent layers",
    }),
    hiddenSize: option({
      flag: "--hidden <n>",
      type: integer(1),
      default: 128,
      help: "hidden size: units per layer",
    }),
    initialisation: option({
      flag: "--init <name>",
      type: choice(initialisationNames),
      default: "default",
      help: "weight initialisation",
    }),
  },
);
