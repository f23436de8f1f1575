import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecastErrors } from "./forecast-errors.ts";
import { naiveForecast } from "./naive-forecast.ts";
import { tides } from "./tides.ts";
import { type TimeSeriesOptions, timeSeries } from "./time-series.ts";

/** Row i holds i and -i, so that a number says which row it is from. */
const numbered = (rows: number) => Array.from({ length: rows }, (_, row) => [row, -row]);

const options = fc.record({
  steps: fc.integer({ min: 1, max: 6 }),
  horizon: fc.integer({ min: 1, max: 4 }),
  targets: fc.constantFrom([0], [1], [1, 0]),
  batch: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
});
const lengths = fc.integer({ min: 80, max: 200 });

/** The rows of each window: those that are read, and those that are predicted. Column 0 is the row's number. */
function* rowsOfWindows(
  series: ReturnType<typeof timeSeries>,
  part: Iterable<ReturnType<typeof series.test.at>>,
): Generator<{ read: number[]; predicted: number[] }> {
  const { steps, outputs, targets, inputSize } = series;
  for (const { inputs, targets: wanted } of part) {
    expect(wanted.shape).toEqual([inputs.shape[0], 1, outputs]);
    for (let window = 0; window < (inputs.shape[0] as number); window += 1) {
      const read = Array.from(
        { length: steps },
        (_, step) => inputs.data[(window * steps + step) * inputSize] as number,
      );
      const numbers = [...wanted.data.subarray(window * outputs, (window + 1) * outputs)];
      const predicted = numbers.filter((_, place) => place % targets.length === 0).map(Math.abs);
      yield { read, predicted };
    }
  }
}

describe("no future leaks:", () => {
  test("what a window predicts follows what it reads, and both are of one part", () => {
    fc.assert(
      fc.property(options, lengths, (given, rows) => {
        const series = timeSeries(numbered(rows), { ...given, scaling: "none" });
        const { train, validation, test } = series.parts;
        expect([train.start, train.end, validation.end, test.end]).toEqual([
          0,
          validation.start,
          test.start,
          rows,
        ]);
        const sources = [
          [train, Array.from({ length: 10 }, (_, index) => series.training.at(index))],
          [validation, series.validation],
          [test, series.test],
        ] as const;
        for (const [{ start, end }, batches] of sources) {
          for (const { read, predicted } of rowsOfWindows(series, batches)) {
            const all = [...read, ...predicted];
            expect(all).toEqual(all.map((_, index) => (all[0] as number) + index));
            expect(all[0]).toBeGreaterThanOrEqual(start);
            expect(all.at(-1)).toBeLessThan(end);
          }
        }
      }),
    );
  });

  test("scaling and training windows are the same to the bit, whatever comes after the training part", () => {
    fc.assert(
      fc.property(options, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (given, later) => {
        const rows = tides({ hours: 120, seed: 1 }).map(([level]) => [level, 2 * level]);
        const series = timeSeries(rows, given);
        const changed = rows.map((row, index) => (index < series.parts.train.end ? row : [later, later]));
        const other = timeSeries(changed, given);
        expect(other.scaling).toEqual(series.scaling);
        expect(other.training.at(3)).toEqual(series.training.at(3));
        expect(other.test.at(0)).not.toEqual(series.test.at(0));
      }),
      { numRuns: 30 },
    );
  });

  test("a forecast reads a window's own rows alone", async () => {
    const series = timeSeries(numbered(100), { steps: 5, horizon: 3, targets: [0] });
    const batch = series.test.at(0);
    const before = await naiveForecast(series, { period: 2 })(batch);
    const blind = { ...batch, targets: { ...batch.targets, data: batch.targets.data.map(() => Number.NaN) } };
    expect(await naiveForecast(series, { period: 2 })(blind)).toEqual(before);
  });
});

test("the training part has mean 0 and deviation 1 in each column, and unscale undoes the scaling", () => {
  const rows = tides({ hours: 400 }).map(([level], hour) => [3 + level, hour]);
  const series = timeSeries(rows, { steps: 1, split: { train: 0.5, validation: 0.25, test: 0.25 } });
  const mean = (numbers: number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  for (const [column, { mean: m, deviation }] of series.scaling.entries()) {
    const values = rows.slice(0, 200).map((row) => ((row[column] as number) - m) / deviation);
    expect(mean(values)).toBeCloseTo(0, 9);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 9);
  }
  const first = series.unscale(series.test.at(0).targets.data);
  expect(first[1]).toBeCloseTo(series.parts.test.start + 1, 3);
});

test("each window of the test part comes once, and batch n is the same again", () => {
  const series = timeSeries(numbered(200), { steps: 4, horizon: 2, batch: 7, scaling: "none" });
  const starts = [...rowsOfWindows(series, series.test)].map(({ read }) => read[0]);
  expect(starts).toEqual(Array.from({ length: 30 - 5 }, (_, index) => 170 + index));
  expect(series.training.at(9)).toEqual(series.training.at(9));
});

test("the naive forecasts repeat the last row, or the last period", async () => {
  const series = timeSeries(numbered(100), { steps: 5, horizon: 3, targets: [0] });
  // Each of the three rows is one, two and three above the last.
  expect((await forecastErrors(series, naiveForecast(series))).meanAbsoluteError).toBeCloseTo(2, 4);
  // Of one period of two: two, two and four above.
  const seasonal = await forecastErrors(series, naiveForecast(series, { period: 2 }));
  expect(seasonal.meanAbsoluteError).toBeCloseTo(8 / 3, 4);
  expect(seasonal.rootMeanSquaredError).toBeCloseTo(Math.sqrt(8), 4);
  expect(seasonal.count).toBe((15 - 7) * 3);
});

test("each target has errors of its own, in its own units", async () => {
  const rows = Array.from({ length: 100 }, (_, row) => [row, 1000 * row, 5]);
  const series = timeSeries(rows, { steps: 4, horizon: 2, targets: [1, 0] });
  const { targets, meanAbsoluteError, count } = await forecastErrors(series, naiveForecast(series));
  expect(targets.map(({ column, count }) => [column, count])).toEqual([
    [1, count / 2],
    [0, count / 2],
  ]);
  // One and two steps above the last row.
  expect(targets.map(({ meanAbsoluteError }) => meanAbsoluteError)).toEqual([
    expect.closeTo(1500, 1),
    expect.closeTo(1.5, 4),
  ]);
  expect(targets[0]?.rootMeanSquaredError).toBeCloseTo(1000 * Math.sqrt(2.5), 0);
  expect(meanAbsoluteError).toBeCloseTo((1500 + 1.5) / 2, 1);
});

test("tides are the same for the same seed, and of the height of tides", () => {
  expect(tides({ hours: 50, seed: 3 })).toEqual(tides({ hours: 50, seed: 3 }));
  expect(tides({ hours: 50, seed: 4 })).not.toEqual(tides({ hours: 50, seed: 3 }));
  const levels = tides({ hours: 2000 }).map(([level]) => level);
  expect(Math.max(...levels.map(Math.abs))).toBeGreaterThan(1.5);
  expect(Math.max(...levels.map(Math.abs))).toBeLessThan(4);
});

test.each<[Partial<TimeSeriesOptions>, string]>([
  [{ steps: 0 }, "timeSeries: expected steps to be an integer of at least 1, got 0."],
  [{ horizon: 0 }, "timeSeries: expected horizon to be an integer of at least 1, got 0."],
  [{ targets: [2] }, "timeSeries: expected a target column to be an integer from 0 to 1, got 2."],
  [{ targets: [] }, "timeSeries: expected at least one target column, got none."],
  [
    { steps: 15 },
    "timeSeries: expected at least 16 rows in the validation part, for one window and what follows it, got 15.",
  ],
  [
    { split: { train: 0.5, validation: 0.2, test: 0.2 } },
    "timeSeries: expected proportions that sum to 1, got a sum of 0.89999",
  ],
  [
    { window: 3 } as never,
    'timeSeries: expected options among steps, horizon, targets, batch, seed, split, scaling, got "window".',
  ],
])("%j is refused", (change, message) => {
  expect(() => timeSeries(numbered(100), { steps: 3, ...change })).toThrow(message);
});

test("rows of different lengths, and values that are no numbers, are refused by their place", () => {
  expect(() => timeSeries([[1], [2, 3]], { steps: 1 })).toThrow(
    "timeSeries: expected 1 numbers in each row, got 2. Row 1 differs from row 0.",
  );
  expect(() =>
    timeSeries(
      [
        [1, 2],
        [3, Number.NaN],
      ],
      { steps: 1 },
    ),
  ).toThrow("timeSeries: expected a finite number in row 1, column 1, got NaN. Fill a gap");
  expect(() => timeSeries([], { steps: 1 })).toThrow("expected rows of at least one number, got none.");
});
