import { dropout, gru, lstm, peepholeLstm, phased, rnn, stack } from "@tenetjs/cells";
import { layerContract } from "@tenetjs/testing";
import "../../register.ts";

const sizes = { inputSize: 4, hiddenSize: 3 };
const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;

await layerContract("fused rnn", () => rnn(sizes));
await layerContract("fused lstm", () => lstm(sizes));
await layerContract("fused gru", () => gru(sizes));
await layerContract("fused peephole lstm", () => peepholeLstm(sizes));
await layerContract("fused phased lstm", () => phased(lstm(sizes), gate));
await layerContract("a fused stack with dropout", () =>
  stack(dropout(0.4, lstm(sizes)), gru({ inputSize: 3, hiddenSize: 2 })),
);
