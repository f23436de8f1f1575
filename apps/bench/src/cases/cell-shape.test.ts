import { expect, test } from "vitest";
import { cellShape } from "./cell-shape.ts";

test("a cell's shape comes from its recipe", () => {
  // The GRU's candidate has no columns in wh, its recall none in wx.
  expect(cellShape("gru")).toEqual({ wx: 3, wh: 3, b: 4, parameters: [] });
  expect(cellShape("phased-lstm")).toEqual({
    wx: 4,
    wh: 4,
    b: 4,
    parameters: ["logPeriod", "openLogit", "shift"],
  });
});

test("a cell without a recipe is refused", () => {
  expect(() => cellShape("layer-norm-lstm")).toThrow(
    "cellShape: expected a cell with a recipe, got layer-norm-lstm.",
  );
});
