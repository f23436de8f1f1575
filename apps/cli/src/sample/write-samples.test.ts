import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disposeTree } from "@tenetjs/core/tensors";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBackend } from "../backend.ts";
import { loadLanguageModel } from "../run/load-language-model.ts";
import { twoTextsRun } from "../run/two-texts-run.test.fixture.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type SampleWriting, writeSamples } from "./write-samples.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-write-"));
  run = await twoTextsRun(directory);
  await startBackend("wasm");
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const options = { length: 100_000, count: 1, seed: 0, stop: [], logitBias: [], repeatNgram: true } as const;

async function write(terminal: Terminal, changes: Partial<SampleWriting> = {}) {
  const loaded = await loadLanguageModel(run);
  const { signal } = new AbortController();
  const asked = { memorisation: false, resemblance: false, json: false };
  try {
    await writeSamples({ terminal, loaded, options, signal, ...asked, ...changes });
  } finally {
    disposeTree(loaded.params);
  }
}

test("text is shown while it is made, and an abort leaves what there is, and no tensor", async () => {
  const before = memory().numTensors;
  const controller = new AbortController();
  const { signal } = controller;
  const collected = collectingTerminal();
  const pieces: string[] = [];
  const terminal: Terminal = {
    ...collected,
    write: (piece) => {
      pieces.push(piece);
      collected.write(piece);
      if (pieces.length === 30) controller.abort();
    },
  };
  await write(terminal, { signal });
  expect(pieces.join("")).toBe(collected.text());
  expect(pieces.join("")).toMatch(/^[\s\S]{29}\n$/);
  expect(memory().numTensors).toBe(before);
});

test("an abort is heard although nothing is waited for, also in a beam search", async () => {
  const aborted = async (changes: Partial<SampleWriting>) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const terminal = collectingTerminal();
    await write(terminal, { signal: controller.signal, json: true, ...changes });
    return terminal.lines.map((line) => JSON.parse(line) as { text: string; end: string });
  };
  const drawn = await aborted({ options: { ...options, count: 2 } });
  expect(drawn.map(({ end }) => end)).toEqual(["interrupted", "interrupted"]);
  expect(drawn[0]?.text.length).toBeGreaterThan(0);
  const found = await aborted({ options: { ...options, beam: 2 } });
  expect(found).toMatchObject([{ text: "", end: "interrupted" }]);
});

test("on a terminal with colours, samples are numbered and sources have theirs", async () => {
  const terminal = { ...collectingTerminal(), colours: true };
  await write(terminal, { options: { ...options, length: 40, count: 2 }, resemblance: true });
  const control = "\u001b[";
  expect(terminal.text()).toContain(`${control}2msample 1 of 2${control}22m\n`);
  expect(terminal.text()).toContain(`${control}2msample 2 of 2${control}22m\n`);
  expect(terminal.text()).toMatch(/\[3[36]m/);
  expect(terminal.errors.join("\n")).toContain("sounds like");
});
