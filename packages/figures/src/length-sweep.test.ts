import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { lengthSweep } from "./node/index.ts";

const results = ["RNN", "LSTM"].flatMap((name) =>
  [5, 10, 15].flatMap((length) => [0.2, 0.3, 0.9].map((accuracy) => ({ name, length, accuracy }))),
);

describe("lengthSweep", () => {
  test("draws a marker for each run, and a line through the medians of each cell", () => {
    const svg = lengthSweep({ title: "By length", results });
    expect(svg.match(/<circle/g)).toHaveLength(9 + 1);
    const [, ...points] =
      parse(svg).querySelector('path[aria-label="RNN, median"]')?.getAttribute("d")?.split(/[ML]/) ?? [];
    expect(points).toHaveLength(3);
    expect(new Set(points.map((point) => point.split(",")[1])).size).toBe(1);
    expect(parse(svg).querySelectorAll('path[aria-label="LSTM, median"]')).toHaveLength(1);
  });

  test("puts ticks at the lengths of the runs, on a log scale if they span a factor of 20", () => {
    expect(texts(lengthSweep({ title: "t", results, lengthLabel: "T" }))).toEqual(
      expect.arrayContaining(["5", "10", "15", "T"]),
    );
    const wide = [4, 36, 100, 196, 676].map((length) => ({ name: "RNN", length, accuracy: 0.5 }));
    expect(texts(lengthSweep({ title: "t", results: wide }))).toEqual(
      expect.arrayContaining(["4", "36", "100", "196", "676", "length (log scale)"]),
    );
  });

  test("draws best accuracies, if there are any, in a column of their own", () => {
    const withBest = results.map((result) => ({ ...result, bestAccuracy: 1 }));
    const svg = lengthSweep({ title: "t", results: withBest, chance: 0.1 });
    expect(texts(svg)).toEqual(expect.arrayContaining(["final", "best during training"]));
    expect(parse(svg).querySelectorAll('path[aria-label="RNN, median"]')).toHaveLength(2);
    expect(texts(lengthSweep({ title: "t", results }))).not.toContain("final");
  });

  test("leaves out accuracies that are NaN, and says so", () => {
    const svg = lengthSweep({
      title: "t",
      results: [...results, { name: "LSTM", length: 5, accuracy: Number.NaN }],
    });
    expect(texts(svg)).toContain("Left out (NaN or infinite): 1 value of LSTM.");
  });

  test("draws a single result", () => {
    expect(lengthSweep({ title: "t", results: [{ name: "RNN", length: 5, accuracy: 0.5 }] })).toContain(
      "<svg",
    );
  });

  test("refuses an empty list, and a length that is not a positive integer", () => {
    expect(() => lengthSweep({ title: "t", results: [] })).toThrow(/the number of results/);
    expect(() => lengthSweep({ title: "t", results: [{ name: "RNN", length: 0, accuracy: 1 }] })).toThrow(
      /expected length to be an integer of at least 1, got 0/,
    );
  });
});
