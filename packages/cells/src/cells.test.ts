import { layerContract } from "@tenetjs/testing";
import { cellNames, dropout, gru, isPhased, lstm, namedCell, stack } from "./index.ts";

const sizes = { inputSize: 4, hiddenSize: 5 };
/** A gate that opens and closes within the few steps of the contract. */
const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;

for (const name of cellNames) {
  const make = () => namedCell(name, isPhased(name) ? gate : undefined).layer(sizes);
  // A gate adds the same operations to every cell, and SwiftShader is slow: WebGPU tests only the phased cell with the most operations.
  const withoutWebgpu = isPhased(name) && name !== "phased-peephole-lstm";
  await layerContract(name, make, withoutWebgpu ? { backends: ["cpu", "wasm"] } : {});
}
await layerContract("a stack with dropout", () =>
  stack(dropout(0.4, lstm({ inputSize: 4, hiddenSize: 3 })), gru({ inputSize: 3, hiddenSize: 2 })),
);
