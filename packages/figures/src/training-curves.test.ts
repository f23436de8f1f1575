import { parse, texts } from "@tenetjs/testing/svg";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { trainingCurves } from "./node/index.ts";
import { trainingCurves as trainingCurvesInPage } from "./training-curves.ts";
import type { TrainingRun } from "./training-run.ts";

const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
afterEach(() => expect(warn).not.toHaveBeenCalled());

describe("trainingCurves", () => {
  test("draws a solid line for each run and measure, named after both", () => {
    const svg = parse(trainingCurves({ title: "Two cells", runs: [run("RNN", 50), run("LSTM", 50)] }));
    for (const name of ["RNN, accuracy", "RNN, loss", "LSTM, accuracy", "LSTM, loss"])
      expect(svg.querySelectorAll(`path[aria-label="${name}"]`)).toHaveLength(1);
  });

  test("is self-contained: it has a size, a background, a name and fonts, and no references", () => {
    const text = trainingCurves({ title: "Two cells", runs: [run("RNN", 5)] });
    const svg = parse(text);
    const [width, height] = [svg.getAttribute("width"), svg.getAttribute("height")];
    expect(text.match(/ xmlns="/g)).toHaveLength(1);
    expect(svg.getAttribute("viewBox")).toBe(`0 0 ${width} ${height}`);
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.querySelector("title")?.textContent).toBe("Two cells");
    expect(svg.querySelector("rect")?.getAttribute("fill")).toBe("white");
    expect(text).not.toMatch(/<style|<script|url\(|href|\sid="/);
  });

  test("labels the axes and chance, and names every run once in the legend", () => {
    const labels = texts(
      trainingCurves({
        title: "Seeds",
        runs: [run("RNN", 5), run("RNN", 5), run("LSTM", 5)],
        chance: { accuracy: 0.1, loss: Math.log(10) },
      }),
    );
    for (const label of ["step", "accuracy", "loss (nats)", "RNN", "LSTM"])
      expect(labels.filter((text) => text === label)).toHaveLength(1);
    expect(labels.join(" ")).toMatch(/chance.*0\.10.*chance.*2\.3/s);
  });

  test("shows the unit of the loss if it is not nats", () => {
    const labels = texts(trainingCurves({ title: "Sums", runs: [run("GRU", 5)], lossUnit: "squared error" }));
    expect(labels).toContain("loss (squared error)");
  });

  test("smooths long runs, says over how many points, and draws the points as faint lines", () => {
    const svg = trainingCurves({ title: "Long", runs: [run("RNN", 1000)] });
    expect(texts(svg).join(" ")).toContain("Lines: mean of the last 20 points. Faint lines: each point.");
    expect(parse(svg).querySelectorAll('[stroke-opacity="0.25"] path')).toHaveLength(2);
  });

  test("draws a column with a name for each group, and a run without a group in all columns", () => {
    const runs = [
      { ...run("RNN", 5), group: "T = 6" },
      { ...run("RNN", 5), group: "T = 8" },
      run("bigrams", 5),
    ];
    const svg = trainingCurves({ title: "By length", runs });
    expect(texts(svg).filter((text) => text === "T = 6")).toHaveLength(2);
    expect(parse(svg).querySelectorAll('path[aria-label="bigrams, loss"]')).toHaveLength(2);
    expect(parse(svg).querySelectorAll('path[aria-label="RNN, loss"]')).toHaveLength(2);
  });

  test("draws held-out values as markers", () => {
    const points = [1, 2, 3].map((step) => ({
      step,
      loss: 1,
      accuracy: 0.5,
      ...(step === 3 ? { heldOutLoss: 1.2, heldOutAccuracy: 0.4 } : {}),
    }));
    const svg = trainingCurves({ title: "Held out", runs: [{ name: "RNN", points }] });
    expect(texts(svg).join(" ")).toContain("Markers: held-out values.");
    // The legend has one, and so does each panel.
    expect(svg.match(/<circle/g)).toHaveLength(3);
  });

  test("leaves out NaN and infinite values, and says how many of which run", () => {
    const points = [
      { step: 1, loss: Number.NaN, accuracy: 0.1 },
      { step: 2, loss: Number.POSITIVE_INFINITY, accuracy: 0.2 },
      { step: 3, loss: 1, accuracy: Number.NaN },
      { step: 4, loss: 1, accuracy: 0.3 },
    ];
    const svg = trainingCurves({ title: "Diverged", runs: [{ name: "RNN", points }] });
    expect(texts(svg).join(" ")).toContain(
      "Left out (NaN or infinite): 1 value of RNN (accuracy), 2 values of RNN (loss).",
    );
    expect(svg).not.toMatch(/NaN,|,NaN|Infinity/);
  });

  test("draws empty panels for a run that is NaN everywhere", () => {
    const points = [{ step: 1, loss: Number.NaN, accuracy: Number.NaN }];
    expect(texts(trainingCurves({ title: "Lost", runs: [{ name: "RNN", points }] })).join(" ")).toContain(
      "1 value of RNN (loss)",
    );
  });

  test("draws a single point as a dot", () => {
    expect(trainingCurves({ title: "One", runs: [run("RNN", 1)] }).match(/<circle/g)).toHaveLength(2);
  });

  test("a single spike of the loss does not flatten the rest, and a note says where it is cut off", () => {
    const { name, points } = run("RNN", 200);
    const spiked = points.map((point) => (point.step === 50 ? { ...point, loss: 1e6 } : point));
    const labels = texts(trainingCurves({ title: "Spike", runs: [{ name, points: spiked }] }));
    expect(labels.join(" ")).toMatch(/Loss above \d(\.\d)? is drawn at the upper edge\./);
    expect(labels).not.toContain("1,000,000");
  });

  test("stays below 200 kB, however many points and runs there are", () => {
    for (const [runs, points] of [
      [1, 100_000],
      [20, 5000],
      [80, 1000],
    ] as const) {
      const many = Array.from({ length: runs }, (_, index) => ({
        ...run(`run ${index}`, points, true),
        group: `group ${index % 8}`,
      }));
      const svg = trainingCurves({ title: "Many", runs: many, chance: { accuracy: 0.1, loss: 2.3 } });
      expect(svg.length).toBeLessThan(200_000);
      expect(texts(svg).join(" ")).toMatch(/thinned|mean of the last/);
    }
  });

  test("escapes any name, so that the SVG is well-formed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), (name) => {
        const svg = trainingCurves({ title: name, runs: [{ ...run(name, 2), group: name }] });
        const strays = svg.replace(
          /<[a-z]+( [a-zA-Z0-9:-]+="[^"<>&]*(&[a-z#0-9]+;[^"<>&]*)*")* ?\/?>|<\/[a-z]+>/g,
          "",
        );
        expect(strays).not.toMatch(/[<>]|&(?![a-z#0-9]+;)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not allow them.
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
      { numRuns: 60 },
    );
    const svg = trainingCurves({ title: "t", runs: [run('<b a="&">', 2)] });
    expect(texts(svg)).toContain('<b a="&">');
  });

  test("refuses an empty list, a run without points and a step that is not finite", () => {
    expect(() => trainingCurves({ title: "t", runs: [] })).toThrow(
      /trainingCurves: expected the number of runs/,
    );
    expect(() => trainingCurves({ title: "t", runs: [{ name: "RNN", points: [] }] })).toThrow(
      /expected points in the run "RNN", got \[\]/,
    );
    const points = [{ step: Number.NaN, loss: 1, accuracy: 1 }];
    expect(() => trainingCurves({ title: "t", runs: [{ name: "RNN", points }] })).toThrow(/finite steps/);
  });

  test("the error for a missing document says which import to use", () => {
    expect(() => trainingCurvesInPage({ title: "t", runs: [run("RNN", 1)] })).toThrow(
      /import the function from "@tenetjs\/figures\/node"/,
    );
  });
});

function run(name: string, length: number, heldOut = false): TrainingRun {
  return {
    name,
    points: Array.from({ length }, (_, index) => ({
      step: index + 1,
      loss: 2 + Math.sin(index * index),
      accuracy: 0.5 + Math.cos(index * index) / 2,
      ...(heldOut ? { heldOutLoss: 2, heldOutAccuracy: 0.5 } : {}),
    })),
  };
}
