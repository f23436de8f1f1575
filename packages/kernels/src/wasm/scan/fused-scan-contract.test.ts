import { dropout, gru, lstm, stack } from "@tenetjs/cells";
import { layerContract } from "@tenetjs/testing";
import "../../register.ts";
import { compiledCells } from "../../testing/tried-cells.ts";

const sizes = { inputSize: 4, hiddenSize: 3 };

/** The cells that also run on WebGPU. SwiftShader takes seconds to compile a cell; WebGPU's `fused-scan.test.ts` compares them all. */
const onWebgpu = ["lstm", "gru", "phased-peephole-lstm"];

for (const made of compiledCells(sizes)) {
  const backends = onWebgpu.includes(made.name) ? (["wasm", "webgpu"] as const) : (["wasm"] as const);
  await layerContract(`fused ${made.name}`, () => made, { backends });
}
await layerContract(
  "a fused stack with dropout",
  () => stack(dropout(0.4, lstm(sizes)), gru({ inputSize: 3, hiddenSize: 2 })),
  { backends: ["wasm", "webgpu"] },
);
