import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../../terminal/tenet.test.fixture.ts";
import { taskContract } from "../task-contract.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-series-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const wasm = ["--backend", "wasm"];
const small = ["--hidden", "8", "--batch", "16", "--window", "8"];

/** Two waves and a date that is no number. */
const waves = [
  "date,level,wind",
  ...Array.from({ length: 120 }, (_, day) => `day ${day},${Math.sin(day / 3)},${10 + Math.cos(day / 5)}`),
].join("\n");

taskContract("series", {
  names: async (home) => {
    const path = join(home, "waves.csv");
    await writeFile(path, waves);
    return [path];
  },
  options: [...small, "--target", "level"],
  changed: ["--horizon", "2"],
});

test("forecasting the tides beats both naive forecasts, and eval says so with the split", async () => {
  const run = join(directory, "tides");
  const learn = ["--hidden", "16", "--window", "30", "--horizon", "6", "--steps", "150"];
  expect((await tenet("train", "series", "tides", ...learn, ...wasm, "--out", run)).message).toBe("");
  const report = JSON.parse((await tenet("eval", run, ...wasm, "--json")).text);
  expect(report.parts.test).toEqual({ start: 3400, end: 4000 });
  const names = report.forecasts.map(({ forecast }: { forecast: string }) => forecast);
  expect(names).toEqual(["network", "naive: the last row", "naive: 25 rows ago"]);
  const [network, ...naive] = report.forecasts.map(
    ({ meanAbsoluteError }: { meanAbsoluteError: number }) => meanAbsoluteError,
  );
  for (const error of naive) expect(network).toBeLessThan(error);
  const { text } = await tenet("eval", run, ...wasm);
  expect(text).toMatch(/^test, rows 3401 to 4000, after training on rows 1 to 2800:$/m);
});

test("with several targets, each has its errors beside those of the naive forecasts", async () => {
  const [path, run] = [join(directory, "both.csv"), join(directory, "both")];
  await writeFile(path, waves);
  await tenet("train", "series", path, ...small, "--steps", "2", "--season", "5", ...wasm, "--out", run);
  const report = JSON.parse((await tenet("eval", run, ...wasm, "--json")).text);
  const naive = report.forecasts.find(
    ({ forecast }: { forecast: string }) => forecast === "naive: the last row",
  );
  expect(naive.targets.map(({ target }: { target: string }) => target)).toEqual(["level", "wind"]);
  const [level, wind] = naive.targets;
  expect(naive.meanAbsoluteError).toBeCloseTo((level.meanAbsoluteError + wind.meanAbsoluteError) / 2, 6);
  // A step of a third of a radian moves a wave of height 1 by at most a third; one of a fifth, by a fifth.
  expect(level.meanAbsoluteError).toBeGreaterThan(wind.meanAbsoluteError);
  expect(level.meanAbsoluteError).toBeLessThan(1 / 3);
  const { text } = await tenet("eval", run, ...wasm);
  expect(text).toMatch(/^target +forecast +mean absolute error/m);
  for (const target of ["level", "wind"])
    for (const forecast of ["network", "naive: the last row", "naive: 5 rows ago"])
      expect(text).toMatch(new RegExp(`^${target} +${forecast} +[0-9.]+ +[0-9.]+$`, "m"));
});

test("a column without numbers is told, a file that changed is not resumed, and mistakes name the option", async () => {
  const [path, run] = [join(directory, "waves.csv"), join(directory, "waves")];
  await writeFile(path, waves);
  const train = (...options: string[]) =>
    tenet("train", "series", path, ...small, "--steps", "1", ...wasm, ...options);
  expect((await train("--out", run)).errors).toContain('left out: column date, which has "day 0" in row 2');
  expect((await train("--target", "rain")).message).toContain(
    '--target: expected columns among level, wind, got "rain".',
  );
  expect((await train("--season", "9")).message).toContain("--window 9 or more");
  await writeFile(path, waves.replace("day 3,", "day 3,1"));
  const { exitCode, message } = await tenet("resume", run, "--steps", "2", ...wasm);
  expect(exitCode).not.toBe(0);
  expect(message).toContain("the series as the run read it (SHA-256");
});
