import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseResult, Results } from "@tenetjs/bench";
import { nodeEnvironment } from "@tenetjs/bench/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

const environment = { ...nodeEnvironment(), versions: {} };

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-bench-"));
  await mkdir(join(directory, "kept"));
  await write("kept/results.json", results(20));
  await write("same.json", results(20));
  await write("slow.json", results(4));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("two runs are compared as Markdown or as JSON", async () => {
  const markdown = await compare("kept", "slow.json");
  expect([markdown.exitCode, markdown.message]).toEqual([0, ""]);
  expect(markdown.text).toContain("Of 1: 1 slower.");
  const { lines } = await compare("kept", "slow.json", "--json");
  expect(JSON.parse(lines[0] ?? "").cases[0].subjects[0]).toMatchObject({
    id: "ours",
    verdict: "slower",
    change: { median: 0.2 },
  });
});

test("--guard fails only where a ratio fell by more than the tolerance", async () => {
  expect(await compare("kept", "same.json", "--guard")).toMatchObject({ exitCode: 0, message: "" });
  expect(await compare("kept", "slow.json", "--guard")).toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(
      /slow\.json, train\/a: Ours fell to 20 % .*below the 50 % that is allowed\.$/,
    ),
  });
  expect((await compare("kept", "slow.json", "--guard", "--tolerance", "6")).exitCode).toBe(0);
});

test("a missing file, and a file without results, are refused by name", async () => {
  expect(await compare("kept", "lost.json")).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^bench: expected results at .*lost\.json, got no file\. Measure some/),
  });
  await writeFile(join(directory, "other.json"), "{}");
  expect(await compare("kept", "other.json")).toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/^readResults .*other\.json: expected schema to be present/),
  });
});

test("the report of a run is printed, or written next to its results", async () => {
  const { text } = await tenet("bench", "report", join(directory, "kept"));
  expect(text).toContain("# Benchmarks of recurrent networks");
  const out = join(directory, "report");
  expect((await tenet("bench", "report", join(directory, "kept"), "--out", out)).exitCode).toBe(0);
  expect(await readFile(join(out, "report.html"), "utf8")).toContain(
    "<h1>Benchmarks of recurrent networks</h1>",
  );
  expect(JSON.parse(await readFile(join(out, "results.json"), "utf8"))).toEqual(results(20));
});

function compare(before: string, after: string, ...options: string[]) {
  return tenet("bench", "compare", join(directory, before), join(directory, after), ...options);
}

function write(path: string, content: Results): Promise<void> {
  return writeFile(join(directory, path), JSON.stringify(content));
}

/** A run in which "ours" is `ratio` times as fast as "theirs". */
function results(ratio: number): Results {
  const time = (milliseconds: number) => ({
    threads: 1,
    status: "measured" as const,
    rounds: [milliseconds],
    median: milliseconds,
    interval: [milliseconds, milliseconds] as const,
    check: { status: "none" as const },
  });
  const train: CaseResult = {
    id: "train/a",
    title: "Train a",
    description: "A step",
    unit: "ms",
    better: "lower",
    reference: "theirs",
    subjects: [
      { id: "ours", title: "Ours", ...time(10), ratio: { median: ratio, interval: [ratio, ratio] } },
      { id: "theirs", title: "Theirs", ...time(10 * ratio) },
    ],
  };
  return {
    schema: 1,
    mode: "full",
    host: "node",
    environment,
    cases: [train],
  };
}
