import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

/* These tests choose between WASM and plain JavaScript, which every machine has. */
const choose = ["--backend", "cpu,wasm"];
const line = /^auto: (wasm|cpu), [\d.]+ ms per step \((cpu|wasm): [\d.]+ ms\)$/m;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-choice-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const digits = ["train", "palindrome", "--length", "3", "--hidden", "4", "--batch", "4"];
const short = ["--steps", "2"];

async function startsOf(run: string): Promise<{ backend: string; measured?: unknown }[]> {
  const lines = (await readFile(join(run, "metrics.jsonl"), "utf8")).trim().split("\n");
  return lines.map((event) => JSON.parse(event)).filter(({ event }) => event === "start");
}

describe("a choice between several backends", () => {
  test("is reported on standard error, and with --json in the start event", async () => {
    const { errors, events } = await tenet(...digits, ...short, ...choose, "--json");
    expect(errors).toMatch(line);
    const measured = expect.arrayContaining([
      { name: "wasm", milliseconds: expect.any(Number) },
      { name: "cpu", milliseconds: expect.any(Number) },
    ]);
    const [start] = events();
    expect(start).toMatchObject({ event: "start", measured });
  });

  test("does not change the run", async () => {
    const chosen = join(directory, "chosen");
    await tenet(...digits, ...short, ...choose, "--out", chosen);
    const [start] = await startsOf(chosen);
    const named = join(directory, "named");
    await tenet(...digits, ...short, "--backend", start?.backend ?? "", "--out", named);
    const weights = (run: string) => readFile(join(run, "weights.safetensors"));
    expect((await weights(chosen)).equals(await weights(named))).toBe(true);
  });

  test("is remembered: a resume uses the same backend, and measures only on request", async () => {
    const run = join(directory, "kept");
    await tenet(...digits, ...short, "--backend", "cpu", "--out", run);
    expect((await tenet("resume", run, "--steps", "3")).errors).not.toMatch(line);
    expect((await tenet("resume", run, "--steps", "4", ...choose)).errors).toMatch(line);
    const starts = await startsOf(run);
    expect(starts.map(({ backend }) => backend).slice(0, 2)).toEqual(["cpu", "cpu"]);
    expect(starts.map(({ measured }) => measured !== undefined)).toEqual([false, false, true]);
  });

  test("is made again when the metrics are gone", async () => {
    const run = join(directory, "forgotten");
    await tenet(...digits, ...short, "--backend", "cpu", "--out", run);
    await rm(join(run, "metrics.jsonl"));
    expect((await tenet("resume", run, "--steps", "3")).exitCode).toBe(0);
    expect((await startsOf(run)).map(({ backend }) => backend)).not.toEqual(["cpu"]);
  });

  test("measures sampling for sample, scoring for eval and training for demo", async () => {
    const text = join(directory, "text.txt");
    await writeFile(text, "The cat sat on the mat, and the mat was flat. ".repeat(30));
    const run = join(directory, "text");
    const sizes = ["--hidden", "4", "--layers", "1", "--window", "5", "--batch", "4"];
    await tenet("train", "text", text, ...sizes, ...short, "--backend", "wasm", "--out", run);
    const sampled = await tenet("sample", run, "--length", "5", ...choose, "--json");
    expect(sampled.errors).toMatch(line);
    expect(sampled.lines).toHaveLength(1);
    expect((await tenet("eval", run, "--no-baseline", ...choose)).errors).toMatch(line);
    const out = join(directory, "demo");
    const demo = await tenet("demo", "--steps", "10", ...choose, "--json", "--out", out);
    expect(demo.errors).toMatch(line);
    expect(demo.events()[0]).toMatchObject({ event: "start", backend: "wasm", measured: expect.anything() });
    expect(existsSync(join(out, "curves.svg"))).toBe(true);
  });
});
