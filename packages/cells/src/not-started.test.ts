import { seed } from "@tenetjs/core";
import { expect, test } from "vitest";
import { lstm } from "./cells/lstm.ts";

test("parameters of a cell before a backend has started are refused, with what to call", () => {
  const layer = lstm({ inputSize: 2, hiddenSize: 3 });
  const message =
    'lstm: expected a backend of tfjs that has started, got none. Call await start("wasm") of @tenetjs/backends before tensors are made.';
  expect(() => layer.init(seed(1))).toThrow(new TypeError(message));
  expect(() => layer.zeroState(1)).toThrow(message);
});
