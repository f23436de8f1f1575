import type { PyTorchCell, SharedCell } from "./gate-blocks.ts";

/** The cells that Keras and ONNX also have. */
export const sharedCells = ["rnn", "lstm", "gru", "original-gru"] as const satisfies readonly SharedCell[];

/** The order of a cell's gates in the weights of the input and of the hidden state, by Tenet's names. */
export type GateOrder = { readonly x: readonly string[]; readonly h: readonly string[] };

const rnn = both(["hidden"]);
const lstm = both(["input", "forget", "candidate", "output"]);

/** The orders of PyTorch. */
export const pytorchOrder: Record<PyTorchCell, GateOrder> = {
  rnn,
  lstm,
  gru: { x: ["reset", "update", "candidate"], h: ["reset", "update", "recall"] },
};

/** The orders of Keras. A GRU's update gate comes first. */
export const kerasOrder: Record<SharedCell, GateOrder> = {
  rnn,
  lstm,
  gru: { x: ["update", "reset", "candidate"], h: ["update", "reset", "recall"] },
  "original-gru": both(["update", "reset", "candidate"]),
};

/** The orders of ONNX, whose LSTM has its output gate second. */
export const onnxOrder: Record<SharedCell, GateOrder> = {
  rnn,
  lstm: both(["input", "output", "forget", "candidate"]),
  gru: kerasOrder.gru,
  "original-gru": kerasOrder["original-gru"],
};

function both(gates: readonly string[]): GateOrder {
  return { x: gates, h: gates };
}
