import { expect, test } from "vitest";
import { withCell } from "./networks.ts";
import type { NetworkTask } from "./task.ts";
import { workOf } from "./work-of.ts";

const network = withCell({ reads: "ids", inputSize: 7, hiddenSize: 4, layers: 2, classes: 7 }, "lstm");
const forward: NetworkTask = { kind: "forward", network, batch: 2, time: 3 };

test("a forward pass is counted as by hand: ids are looked up, and layers above the first read hidden states", () => {
  // 6 rows: h Wh of both layers and h Wx of the second, each [6, 4] by [4, 16]; and the head, [6, 4] by [4, 7].
  expect(workOf(forward).flops).toBe(3 * 2 * 6 * 4 * 16 + 2 * 6 * 4 * 7);
});

test("training computes each product three times, and its bytes follow from weights and activations", () => {
  const { flops, bytes } = workOf({ ...forward, kind: "train" });
  expect(flops).toBe(3 * workOf(forward).flops);
  const weights = 7 * 16 + 3 * 4 * 16 + 2 * 16 + 5 * 7;
  const activations = 6 * 2 * 5 * 4 + 6 * 7;
  expect(bytes).toBe(4 * (10 * weights + 3 * activations));
});

test("number inputs are multiplied and have no gradient, and only the last step has logits", () => {
  const numbers = { ...network, reads: "numbers", inputSize: 1, layers: 1, classes: 10 } as const;
  const flops = workOf({ kind: "train", network: numbers, batch: 2, time: 3 }).flops;
  expect(flops).toBe(2 * (2 * 6 * 16) + 3 * (2 * 6 * 4 * 16 + 2 * 2 * 4 * 10));
});
