import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ScoreReport } from "../tasks/text/evaluate/evaluate-run.ts";
import { twoTexts, twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-eval-"));
  run = await twoTextsRun(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const evaluate = (...args: string[]) => tenet("eval", run, "--backend", "wasm", ...args);

async function reportOf(...args: string[]): Promise<ScoreReport> {
  const { lines, exitCode, message } = await evaluate(...args, "--json");
  expect([message, exitCode, lines.length]).toEqual(["", 0, 1]);
  return JSON.parse(lines[0] ?? "") as ScoreReport;
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

describe("without a file", () => {
  test("the held-out part of each source is scored separately, and all of them together", async () => {
    const report = await reportOf();
    expect(report.weights.file).toBe(join(run, "best.safetensors"));
    expect(report.sources.map(({ name }) => name)).toEqual(["cats", "ships"]);
    const [cats, ships] = report.sources;
    expect(cats?.tokens).toBe(Math.round(0.1 * twoTexts.cats.length) - 1);
    expect(report.tokens).toBe((cats?.tokens ?? 0) + (ships?.tokens ?? 0));
    for (const score of [report, cats, ships]) {
      expect(score?.bitsPerCharacter).toBeCloseTo((score?.nats ?? 0) / Math.LN2, 6);
      expect(score?.perplexity).toBeCloseTo(Math.exp(score?.nats ?? 0), 6);
      expect(score?.accuracy).toBeGreaterThan(0);
      expect(score?.accuracy).toBeLessThan(1);
    }
    const weighted = (cats?.nats ?? 0) * (cats?.tokens ?? 0) + (ships?.nats ?? 0) * (ships?.tokens ?? 0);
    expect(report.nats).toBeCloseTo(weighted / report.tokens, 6);
  });

  test("the report compares with an n-gram model of the training parts, which is much better here", async () => {
    const { baseline, sources, nats } = await reportOf("--order", "4");
    expect(baseline?.order).toBe(4);
    expect(baseline?.nats).toBeLessThan(0.5);
    expect(baseline?.nats).toBeLessThan(nats);
    expect(sources.every(({ baseline: own }) => own !== null)).toBe(true);
    expect((await reportOf("--no-baseline")).baseline).toBe(null);
  });

  test("with --int8, the score is that of weights rounded to 8 bits, and no tensor leaks", async () => {
    const before = memory().numTensors;
    const [exact, rounded] = [await reportOf("--no-baseline"), await reportOf("--no-baseline", "--int8")];
    expect([exact.int8, rounded.int8]).toEqual([false, true]);
    expect(rounded.nats).not.toBe(exact.nats);
    expect(Math.abs(rounded.nats - exact.nats)).toBeLessThan(0.01);
    expect((await evaluate("--int8", "--no-baseline")).lines[2]).toMatch(/^cats +network, 8-bit weights +\d/);
    expect(memory().numTensors).toBe(before);
  });

  test("the report is a table without --json", async () => {
    const { lines } = await evaluate();
    expect(lines[0]).toMatch(/^weights: .*best\.safetensors, step (5|10)$/);
    expect(lines[1]).toMatch(/^text +model +nats +bits\/character +perplexity +accuracy +tokens$/);
    expect(lines.slice(2).map((line) => line.split(/ {2,}/)[0])).toEqual([
      "cats",
      "",
      "ships",
      "",
      "all",
      "",
    ]);
    expect(lines[3]).toMatch(/^ +6-gram model +\d\.\d{4} +\d\.\d{4} +\d+\.\d{3} +[01]\.\d{4} +\d+$/);
  });

  test("no tensor leaks", async () => {
    const before = memory().numTensors;
    await evaluate();
    expect(memory().numTensors).toBe(before);
  });
});

describe("with a file", () => {
  test("only that text is scored", async () => {
    const report = await reportOf(await fileOf("nap.txt", "A cat can nap.\r\n"));
    expect(report.sources).toHaveLength(1);
    expect(report.sources[0]).toMatchObject({ name: "nap", tokens: 14 });
  });

  test("tokens that the vocabulary lacks are listed with counts, or replaced", async () => {
    const path = await fileOf("accents.txt", "Thé càt\n");
    const { message, exitCode } = await evaluate(path);
    expect(exitCode).toBe(2);
    expect(message).toMatch(
      /accents\.txt: .*"à" \(U\+00E0\) 1 time, "é" \(U\+00E9\) 1 time\. Pass --replace-unknown/,
    );
    expect((await reportOf(path, "--replace-unknown", "a")).tokens).toBe(7);
  });

  test.each([
    ["of one character", "x.txt", "A", /at least 2 tokens in .*x\.txt, got 1/],
    ["without text", "empty.txt", "", /text in .*empty\.txt, got none/],
  ])("a text %s is refused", async (_, name, text, message) => {
    expect((await evaluate(await fileOf(name, text))).message).toMatch(message);
  });

  test("bytes that are not UTF-8 are reported with their offset", async () => {
    const path = join(directory, "bytes.txt");
    await writeFile(path, Uint8Array.of(65, 66, 0xff));
    expect((await evaluate(path)).message).toMatch(/bytes\.txt.*byte.* 2/);
  });

  test("a missing file is reported", async () => {
    const { message } = await evaluate(join(directory, "none.txt"));
    expect(message).toMatch(/expected a file, or the name of a book, got .*none\.txt/);
  });
});

test("without the training text, a file is scored without a baseline, and the run's own text is refused", async () => {
  const other = await mkdtemp(join(directory, "gone-"));
  const moved = await twoTextsRun(other);
  await rm(join(other, "ships.txt"));
  const scored = await tenet("eval", moved, join(other, "cats.txt"), "--backend", "wasm", "--json");
  expect(JSON.parse(scored.lines[0] ?? "")).toMatchObject({ baseline: null, sources: [{ name: "cats" }] });
  expect(scored.errors).toMatch(/no baseline: .*the text that the run was trained on.*ships\.txt/);
  const own = await tenet("eval", moved, "--backend", "wasm");
  expect([own.exitCode, own.text]).toEqual([1, ""]);
  expect(own.message).toMatch(/the text that the run was trained on/);
});

test("options and files for runs on text are refused for other runs", async () => {
  const digits = join(directory, "digits");
  const sizes = ["--length", "3", "--hidden", "4", "--batch", "4", "--steps", "1"];
  await tenet("train", "palindrome", ...sizes, "--backend", "wasm", "--out", digits);
  const refused = async (...args: string[]) => {
    const { exitCode, message } = await tenet("eval", digits, ...args, "--backend", "wasm");
    expect(exitCode).toBe(2);
    return message;
  };
  expect(await refused("--order", "3")).toBe(
    "eval: expected --order to be left out for a run of palindrome, got it.",
  );
  expect(await refused("--no-baseline")).toContain("expected --no-baseline to be left out");
  expect(await refused("alice")).toBe(
    "eval: expected no file for a run of palindrome, which has held-out data of its own, got alice.",
  );
});

test("a network on generated data is compared with chance", async () => {
  const sums = join(directory, "sums");
  const sizes = ["--length", "3", "--hidden", "4", "--batch", "4", "--steps", "1"];
  await tenet("train", "adding", ...sizes, "--backend", "wasm", "--out", sums);
  const { lines } = await tenet("eval", sums, "--backend", "wasm");
  expect(lines[1]).toBe("the adding problem over 3 numbers, lstm");
  expect(lines[2]).toMatch(/^ +loss \(squared error\) +accuracy$/);
  expect(lines[3]).toMatch(/^network +\d\.\d{4} +0\.\d{4}$/);
  expect(lines[4]).toMatch(/^chance +0\.1667 +0\.1536$/);
});

test("the export of a chat is read as that of the run was", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, at) =>
      `05/${String(1 + (at % 28)).padStart(2, "0")}/24, 14:07 - ${at % 2 ? "Ann" : "Bo"}: it is message ${at}`,
  );
  const path = await fileOf("chat.txt", lines.join("\n"));
  const out = join(directory, "chat");
  const sizes = ["--hidden", "4", "--layers", "1", "--window", "10", "--batch", "4", "--steps", "2"];
  const trained = await tenet("train", "chat", path, ...sizes, "--backend", "wasm", "--out", out, "--json");
  expect(trained.message).toBe("");
  const scored = await tenet("eval", out, path, "--backend", "wasm", "--json");
  expect(scored.message).toBe("");
  const { tokens } = JSON.parse(scored.lines[0] ?? "") as ScoreReport;
  const written = lines.map((line) => line.replace(/^.* - /, "")).join("\n");
  expect(Math.abs(tokens - written.length)).toBeLessThanOrEqual(1);
});
