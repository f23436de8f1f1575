import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import { disposeTree } from "@tenetjs/core/tensors";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../options/option.ts";
import { samplingOptions } from "../options/sampling-options.ts";
import { twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { loadLanguageModel, readLanguageModel } from "./load-language-model.ts";
import { type SampleWriting, writeSamples } from "./write-samples.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-write-"));
  run = await twoTextsRun(directory);
  await start("wasm");
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const options = { ...defaultsOf(samplingOptions), length: 100_000 };

async function write(terminal: Terminal, changes: Partial<SampleWriting> = {}) {
  const loaded = loadLanguageModel(await readLanguageModel(run, null));
  const { signal } = new AbortController();
  const asked = { int8: false, memorisation: false, resemblance: false, trainingText: [], json: false };
  try {
    await writeSamples({ terminal, loaded, options, signal, ...asked, ...changes });
  } finally {
    disposeTree(loaded.params);
  }
}

test("text is shown as it is made, and an abort keeps the text so far and leaks no tensor", async () => {
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

test("an abort is handled between tokens, also in a beam search", async () => {
  const aborted = async (changes: Partial<SampleWriting>) => {
    const terminal = collectingTerminal();
    await write(terminal, { signal: abortedAfter(100), json: true, ...changes });
    return terminal.lines.map((line) => JSON.parse(line) as { text: string; end: string });
  };
  const drawn = await aborted({ options: { ...options, count: 2 } });
  expect(drawn.map(({ end }) => end)).toEqual(["interrupted", "interrupted"]);
  expect(drawn[0]?.text.length).toBeGreaterThan(0);
  const found = await aborted({ options: { ...options, beam: 2 } });
  expect(found).toMatchObject([{ text: "", end: "interrupted" }]);
});

/** A signal that aborts one turn of the event loop after it was checked `looks` times. */
function abortedAfter(looks: number): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const look = signal.throwIfAborted.bind(signal);
  let seen = 0;
  signal.throwIfAborted = () => {
    seen += 1;
    if (seen === looks) setImmediate(() => controller.abort());
    look();
  };
  return signal;
}

test("facts are about the tokens that the network drew, without those of a stop", async () => {
  const words = await twoTextsRun(await mkdtemp(join(directory, "words-")), "--vocabulary", "words");
  const loaded = loadLanguageModel(await readLanguageModel(words, null));
  const written = async (stop: readonly string[]) => {
    const terminal = collectingTerminal();
    const asked = { ...options, temperature: 3, length: 60, stop };
    await write(terminal, { loaded, options: asked, json: true, resemblance: true, memorisation: true });
    const { text, end, resemblance } = JSON.parse(terminal.lines[0] ?? "");
    return { text, end, tokens: resemblance.cats.length };
  };
  const whole = await written([]);
  expect(() => loaded.vocabulary.encode(whole.text)).toThrow();
  expect(whole).toMatchObject({ end: "length", tokens: 60 });
  const stopped = await written([whole.text.slice(100, 110)]);
  expect(stopped).toMatchObject({ text: whole.text.slice(0, 100), end: "stop" });
  expect(stopped.tokens).toBeGreaterThan(10);
  expect(stopped.tokens).toBeLessThan(60);
  disposeTree(loaded.params);
});

test("on a terminal with colours, samples are numbered and sources are coloured", async () => {
  const terminal = { ...collectingTerminal(), colours: true };
  await write(terminal, { options: { ...options, length: 40, count: 2 }, resemblance: true });
  const control = "\u001b[";
  expect(terminal.text()).toContain(`${control}2msample 1 of 2${control}22m\n`);
  expect(terminal.text()).toContain(`${control}2msample 2 of 2${control}22m\n`);
  expect(terminal.text()).toMatch(/\[3[36]m/);
  expect(terminal.errors.join("\n")).toContain("resemblance: ");
});
