import { cellNames, initialisationNames } from "@tenetjs/models/names";
import { InvalidArgumentError } from "commander";
import { option, optionGroup } from "./option.ts";
import { choice, integer, type ValueType } from "./value-types.ts";

/** A bias, or chrono initialisation for the length of the task. */
const forgetBias: ValueType<number | "chrono"> = {
  range: "number or chrono",
  limits: "a number, or chrono",
  parse: (written) => {
    if (written === "chrono") return written;
    const value = Number(written);
    if (written.trim() !== "" && Number.isFinite(value)) return value;
    throw new InvalidArgumentError("Expected a number or chrono.");
  },
};

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
    forgetBias: option({
      flag: "--forget-bias <number>",
      type: forgetBias,
      default: 1,
      help: "initial bias of the gate that keeps memory, or chrono: one for memories as long as the sequence",
    }),
  },
);
