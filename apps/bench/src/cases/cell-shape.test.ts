import { expect, test } from "vitest";
import { cellShape } from "./cell-shape.ts";

test("a cell's shape is read off its recipe", () => {
  // The GRU's candidate has no columns of wh, its recall none of wx.
  expect(cellShape("gru")).toEqual({ wx: 3, wh: 3, b: 4, parameters: [] });
  expect(cellShape("phased-lstm")).toEqual({
    wx: 4,
    wh: 4,
    b: 4,
    parameters: ["logPeriod", "openLogit", "shift"],
  });
});

test("a cell without a recipe has none", () => {
  expect(() => cellShape("layer-norm-lstm")).toThrow(
    "cellShape: expected a recipe of layer-norm-lstm, to read its weights off, got none.",
  );
});
