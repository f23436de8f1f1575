import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { measureByAxis, parallelCoordinates } from "./node/index.ts";

const sweep = {
  title: "A sweep",
  axes: [{ name: "cell" }, { name: "learning-rate", logarithmic: true }],
  measure: { name: "heldOut.loss", better: "lower" as const },
  trials: [
    { values: ["lstm", 0.001], measure: 0.5 },
    { values: ["gru", 0.01], measure: 0.1 },
    { values: ["gru", 0.1], measure: 0.9 },
    { values: ["lstm", 0.1], measure: Number.NaN },
  ],
};

describe("parallelCoordinates", () => {
  test("draws an axis for each option and the measure, a line for each trial, and the best once more", () => {
    const svg = parallelCoordinates(sweep);
    expect(texts(svg)).toEqual(
      expect.arrayContaining(["cell", "learning-rate (log)", "heldOut.loss", "lstm", "gru", "0.001", "0.1"]),
    );
    expect(parse(svg).querySelectorAll('path[stroke-width="1.3"], g[stroke-width="1.3"] path')).toHaveLength(
      3,
    );
    expect(parse(svg).querySelectorAll('path[aria-label="the best trial"]')).toHaveLength(1);
  });

  test("has the better end of the measure at the top, and the best line leads there", () => {
    const path = parse(parallelCoordinates(sweep)).querySelector('path[aria-label="the best trial"]');
    const end = path?.getAttribute("d")?.split(/[ML]/).at(-1)?.split(",")[1];
    expect(Number(end)).toBe(34);
  });

  test("says how many trials have no measure", () => {
    expect(texts(parallelCoordinates(sweep)).join(" ")).toContain("1 value of heldOut.loss");
  });
});

describe("measureByAxis", () => {
  test("draws a panel for each option, with a dot for each trial and a line through the medians", () => {
    const svg = measureByAxis(sweep);
    expect(texts(svg)).toEqual(expect.arrayContaining(["cell", "learning-rate (log scale)", "lstm", "gru"]));
    expect(svg.match(/<circle/g)?.length).toBe(2 * 3 + 1);
    expect(parse(svg).querySelectorAll('path[aria-label$="median"]')).toHaveLength(2);
  });

  test("draws a single trial", () => {
    expect(measureByAxis({ ...sweep, trials: sweep.trials.slice(0, 1) })).toContain("<svg");
    expect(parallelCoordinates({ ...sweep, trials: sweep.trials.slice(0, 1) })).toContain("<svg");
  });
});

test.each([parallelCoordinates, measureByAxis])(
  "no trials, no axes, and values for other axes are refused",
  (draw) => {
    expect(() => draw({ ...sweep, trials: [] })).toThrow(/the number of trials/);
    expect(() => draw({ ...sweep, axes: [], trials: [] })).toThrow(/the number of axes/);
    expect(() => draw({ ...sweep, trials: [{ values: [1], measure: 1 }] })).toThrow(
      /a value for each of 2 axes/,
    );
  },
);
