import { choice, range } from "../element/control.ts";
import { initialisationChoices } from "../training/network-choices.ts";

/* What the definitions of elements whose networks learn palindromes have in common. */

export const lengthControl = range({
  label: "Length T",
  help: "A network reads all digits of a palindrome but the last, and names that: it equals the first.",
  effect: "restarts",
  default: 30,
  min: 4,
  max: 100,
  unit: "digits",
});

export const initialisationControl = choice({
  label: "Start",
  help: "How the weights are drawn.",
  effect: "restarts",
  default: "pytorch",
  choices: initialisationChoices,
});

export const memoryBiasControl = choice({
  label: "Memory gate's bias",
  help: "Gates such as the LSTM's forget gate start open for as long as T asks (chrono), or with this bias. An RNN has none.",
  effect: "restarts",
  default: "chrono",
  choices: { chrono: "chrono", "1": "1", "0": "0" },
});
