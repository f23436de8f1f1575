import { cellNames, initialisationNames } from "@tenetjs/models";
import { option, optionGroup } from "./option.ts";
import { choice, integer } from "./value-types.ts";

/** What is trained. The names are those of `RecurrentOptions` in `@tenetjs/models`. */
export const networkOptions = optionGroup(
  { heading: "Network", resume: "must stay" },
  {
    cell: option({
      flag: "--cell <name>",
      type: choice(cellNames),
      default: "lstm",
      help: "the recurrent cell",
    }),
    layers: option({
      flag: "--layers <n>",
      type: integer(1),
      default: 1,
      help: "recurrent layers, each reading the one below",
    }),
    hiddenSize: option({
      flag: "--hidden <n>",
      type: integer(1),
      default: 128,
      help: "hidden size: units of each layer",
    }),
    initialisation: option({
      flag: "--init <name>",
      type: choice(initialisationNames),
      default: "default",
      help: "initialisation of the weights",
    }),
  },
);
