import { layerContract } from "@tenetjs/testing";
import { dropout, gru, lstm, peepholeLstm, phased, rnn, stack } from "./index.ts";

const sizes = { inputSize: 4, hiddenSize: 3 };

await layerContract("rnn", () => rnn(sizes));
await layerContract("lstm", () => lstm(sizes));
await layerContract("gru", () => gru(sizes));
await layerContract("peephole lstm", () => peepholeLstm(sizes));
await layerContract("phased rnn", () => phased(rnn(sizes), { period: [2, 8], openRatio: 0.5, leak: 0.1 }));
await layerContract("phased lstm", () => phased(lstm(sizes), { period: [2, 8], openRatio: 0.5, leak: 0.1 }));
await layerContract("phased gru", () => phased(gru(sizes), { period: [2, 8], openRatio: 0.5, leak: 0.1 }));
await layerContract("phased peephole lstm", () =>
  phased(peepholeLstm(sizes), { period: [2, 8], openRatio: 0.5, leak: 0.1 }),
);
await layerContract("a stack with dropout", () =>
  stack(dropout(0.4, lstm(sizes)), gru({ inputSize: 3, hiddenSize: 2 })),
);
