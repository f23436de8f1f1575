import { type CellName, cellNames, isPhased, namedCell } from "@tenetjs/cells";
import { type Case, usualReference } from "./case.ts";
import { isWidespread } from "./is-widespread.ts";
import { chatNetwork, palindromeNetwork, textNetwork, withCell, wordsNetwork } from "./networks.ts";
import type { NetworkTask } from "./task.ts";

/** A step of a model of words, and the libraries that need no one-hot vectors of 20 000 numbers in JavaScript for it. */
export const wordsTask: NetworkTask = { kind: "train", network: wordsNetwork, batch: 64, time: 30 };
export const wordsSubjects = ["tenet-wasm-*", "tenet-webgpu", "pytorch-*"];

/** Training steps of the palindrome task by length, of text and chat models, and of the text model with each cell. */
export const trainCases: readonly Case[] = [
  ...[10, 100, 1000].map(palindromes),
  { ...text("lstm", "train/text-2x128"), title: "Train a text model, 2x128", quick: true, timeline: true },
  variationsOf("train/variations-2x128", "Variations of a training step, 2x128", 30),
  variationsOf(
    "train/variations-long-2x128",
    "Cells without a product in their loop, windows of 256, 2x128",
    256,
    ["tenet-with-min-*", "tenet-with-indrnn", "tenet-with-sru"],
  ),
  {
    id: "train/words-2x128",
    title: "Train a model of 20 000 words, 2x128",
    task: wordsTask,
    measure: "time",
    reference: "tenet-wasm-1",
    subjects: wordsSubjects,
  },
  {
    id: "train/chat-3x256",
    title: "Train a chat model, 3x256",
    task: { kind: "train", network: chatNetwork, batch: 64, time: 120 },
    measure: "time",
    reference: usualReference,
  },
  ...otherCells().map(
    (cell): Case => ({
      ...text(cell, `train/text-${cell}-2x128`),
      title: `Train a text model, ${namedCell(cell).title} 2x128`,
    }),
  ),
];

/** The cells other than the LSTM, which has its own case. The temporal gate costs the same for every cell, so the LSTM stands for all phased ones. */
function otherCells(): CellName[] {
  return cellNames.filter(
    (name) =>
      name !== "lstm" && namedCell(name).recipe !== undefined && (!isPhased(name) || name === "phased-lstm"),
  );
}

/** The bare step of the text model, and steps of Tenet's that differ from it. Their ratios to it are those of one run. */
function variationsOf(id: string, title: string, time: number, subjects = ["tenet-with-*"]): Case {
  return {
    id,
    title,
    task: { kind: "train", network: textNetwork, batch: 64, time, withVariations: true },
    measure: "time",
    reference: "tenet-wasm-1",
    subjects: ["tenet-wasm-1", ...subjects],
  };
}

/** `length` counts all digits. The network reads all but the last. */
function palindromes(length: number): Case {
  return {
    id: `train/palindrome-${length}`,
    title: `Train on palindromes of ${length} digits`,
    task: { kind: "train", network: palindromeNetwork, batch: 128, time: length - 1 },
    measure: "time",
    reference: usualReference,
    scaling: { figure: "time", value: length },
    quick: length === 10,
    timeline: length === 10,
  };
}

function text(cell: CellName, id: string): Omit<Case, "title"> {
  return {
    id,
    task: { kind: "train", network: withCell(textNetwork, cell), batch: 64, time: 30 },
    measure: "time",
    reference: isWidespread(cell) ? usualReference : "tenet-wasm-composed",
  };
}
