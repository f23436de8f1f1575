import { type Case, usualReference } from "./case.ts";
import { chatNetwork, palindromeNetwork, textNetwork } from "./networks.ts";
import type { Network } from "./task.ts";

/** Training steps: of the palindrome task by length, of text and chat models, and of the text model with each cell. */
export const trainCases: readonly Case[] = [
  ...[10, 100, 1000].map(palindromes),
  { ...text("lstm", "train/text-2x128"), title: "Train a text model, 2x128", quick: true },
  {
    id: "train/chat-3x256",
    title: "Train a chat model, 3x256",
    task: { kind: "train", network: chatNetwork, batch: 64, time: 120 },
    measure: "time",
    reference: usualReference,
  },
  { ...text("rnn", "train/text-rnn-2x128"), title: "Train a text model, RNN 2x128" },
  { ...text("gru", "train/text-gru-2x128"), title: "Train a text model, GRU 2x128" },
  {
    ...text("phased-lstm", "train/text-phased-2x128"),
    title: "Train a text model, phased LSTM 2x128",
    // No other library has the cell.
    reference: "tenet-wasm-composed",
  },
];

/** `length` counts all digits; the network reads all but the last. */
function palindromes(length: number): Case {
  return {
    id: `train/palindrome-${length}`,
    title: `Train on palindromes of ${length} digits`,
    task: { kind: "train", network: palindromeNetwork, batch: 128, time: length - 1 },
    measure: "time",
    reference: usualReference,
    scaling: { figure: "time", value: length },
    quick: length === 10,
  };
}

function text(cell: Network["cell"], id: string): Omit<Case, "title"> {
  return {
    id,
    task: { kind: "train", network: { ...textNetwork, cell }, batch: 64, time: 30 },
    measure: "time",
    reference: usualReference,
  };
}
