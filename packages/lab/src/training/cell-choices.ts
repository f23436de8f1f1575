import type { CellName } from "@tenetjs/cells";

/**
 * The cells of the table, and how a form calls them. It stands apart from the table, which brings tfjs with it, and the page's thread needs none; a
 * test holds the two together.
 */
export const cellChoices = {
  rnn: "RNN",
  lstm: "LSTM",
  gru: "GRU",
  "original-gru": "original GRU",
  "peephole-lstm": "peephole LSTM",
  mgu: "MGU",
  indrnn: "IndRNN",
  "min-gru": "minGRU",
  "min-lstm": "minLSTM",
  sru: "SRU",
  "layer-norm-lstm": "layer-normalised LSTM",
  "phased-rnn": "phased RNN",
  "phased-lstm": "phased LSTM",
  "phased-gru": "phased GRU",
  "phased-original-gru": "phased original GRU",
  "phased-peephole-lstm": "phased peephole LSTM",
  "phased-mgu": "phased MGU",
  "phased-indrnn": "phased IndRNN",
  "phased-min-gru": "phased minGRU",
  "phased-min-lstm": "phased minLSTM",
  "phased-sru": "phased SRU",
} as const satisfies Readonly<Record<CellName, string>>;
