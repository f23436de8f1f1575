import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import { characterVocabulary } from "@tenetjs/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { runNode } from "../testing/run-node.ts";
import { findUnits } from "./find-units.ts";
import { type LanguageRun, languageRun } from "./language-run.ts";
import { readPassage } from "./read-passage.ts";
import { story } from "./read-source.ts";
import { decodeRun, encodeRun } from "./run-file.ts";
import { isRunOf, runOptions } from "./run-options.ts";
import { textDefinition } from "./text-definition.ts";
import type { TextValues } from "./text-facts.ts";
import { textPrograms } from "./text-programs.ts";
import { promptFor, writeSample } from "./write-sample.ts";
import { writer } from "./writer.ts";

const values: TextValues = {
  ...defaultsOf(textDefinition.controls),
  hiddenSize: 16,
  batch: 8,
  window: 16,
  learningRate: 0.01,
};
const source = story();
const vocabulary = characterVocabulary(source.text);
const tokens = vocabulary.encode(source.text);

function begin(from?: Parameters<typeof languageRun>[0]["from"]): LanguageRun {
  return languageRun({
    options: runOptions(values),
    vocabulary,
    tokens: [tokens],
    schedule: () => values,
    from,
  });
}

async function fileOf(run: LanguageRun): Promise<Uint8Array> {
  const described = {
    options: run.options,
    learningRate: 0.01,
    vocabulary,
    sources: [{ ...source, tokens: tokens.length }],
  };
  return encodeRun(described, await run.store(), [
    { step: 2, loss: 3, accuracy: 0.1, trainingLoss: undefined },
  ]);
}

beforeAll(() => start("wasm", { threads: 1 }));

test("a run that was stored and read goes on as one that never stopped, to the bit", async () => {
  const whole = begin();
  const first = begin();
  for (let step = 0; step < 3; step += 1) expect(await first.step()).toBe(await whole.step());
  const bytes = await fileOf(first);
  await first.end();

  const file = decodeRun(bytes, "network.safetensors");
  expect(file.resumable).toBe(true);
  expect(isRunOf(values, file.options)).toBe(true);
  expect(isRunOf({ ...values, hiddenSize: 32 }, file.options)).toBe(false);
  const second = begin(file.checkpoint);
  expect(second.steps()).toBe(3);
  for (let step = 0; step < 3; step += 1) expect(await second.step()).toBe(await whole.step());
  expect(await second.evaluate()).toEqual(await whole.evaluate());
  await second.end();
  await whole.end();
});

describe("a network after two steps", () => {
  let run: LanguageRun;
  let bytes: Uint8Array;
  let losses: number[];
  beforeAll(async () => {
    run = begin();
    losses = [await run.step(), await run.step()];
    bytes = await fileOf(run);
  });
  afterAll(() => run.end());

  test("writes the same sample again, and one that goes on from the prompt", async () => {
    const prompt = promptFor(run);
    expect(prompt).toBe("The ");
    const sample = await writeSample(run, prompt);
    expect(sample).toHaveLength(90);
    expect(await writeSample(run, prompt)).toBe(sample);
  });

  test("writes on as the controls say at each character", async () => {
    let now = values;
    const pen = writer(run, "The ", () => now);
    const drawn = await pen.write(40);
    now = { ...values, pick: "greedy" };
    const greedy = await pen.write(40);
    await pen.begin("The ");
    now = { ...values, topK: 1, temperature: 2 };
    const likeliest = await pen.write(40);
    await pen.begin("The ");
    now = { ...values, pick: "greedy" };
    // With one character to draw from, drawing is greedy, at any temperature.
    expect(await pen.write(40)).toBe(likeliest);
    expect(new Set(greedy).size).toBeLessThan(new Set(drawn).size);
    await expect(pen.begin("日本")).rejects.toMatchObject({ code: "UNKNOWN_TOKEN" });
    await pen.end();
  });

  test("is as surprised by a passage as by a text of its own loss", async () => {
    const [heldOut] = run.heldOut as [Int32Array];
    const passage = await readPassage(run, heldOut, { start: 100, length: 200, unit: 3 });
    expect(passage.characters.join("")).toBe(vocabulary.decode(heldOut.subarray(100, 300)));
    const mean = passage.surprises.reduce((sum, value) => sum + value, 0) / 200;
    expect(mean).toBeCloseTo((await run.evaluate()).loss, 0);
    expect(Math.max(...passage.outputs.map(Math.abs))).toBeLessThan(1);
    // Nothing stands before the first character.
    const atStart = await readPassage(run, heldOut, { start: 0, length: 2, unit: 0 });
    expect(atStart.surprises[0]).toBeCloseTo(Math.log(vocabulary.size), 5);
  });

  test("has units for the features that vary, and correlations between -1 and 1", async () => {
    const findings = await findUnits(run);
    expect(findings.length).toBeGreaterThan(4);
    expect(findings.map(({ feature }) => feature)).not.toContain("at a digit");
    for (const { unit, correlation } of findings) {
      expect(unit).toBeLessThan(16);
      expect(Math.abs(correlation)).toBeLessThanOrEqual(1);
    }
  });

  test("is read, sampled and trained on by the command line, from its file", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tenet-text-"));
    const file = join(directory, "checkpoint.safetensors");
    await writeFile(file, bytes);
    const commands = [
      ["inspect", file],
      ["sample", file, "--prompt", "The ", "--length", "20"],
      ["resume", directory, "--steps", "4", "--json"],
    ];
    const printed = await runNode(
      `import { main } from "../../apps/cli/src/main.ts"; for (const args of ${JSON.stringify(commands)}) await main(args);`,
    );
    expect(printed).toMatch(/step +2/);
    expect(printed).toContain("The ");
    expect(printed).toContain('"step":4');
    await rm(directory, { recursive: true });
  });

  test("is trained alike by the program that the element exports", async () => {
    const { typescript, command } = textPrograms(run.options, {
      sources: [source],
      learningRate: 0.01,
      steps: 2,
    });
    const printed = await runNode(typescript);
    expect(printed).toContain(`step 2: loss ${(losses[1] as number).toFixed(3)}`);
    expect(printed.length).toBeGreaterThan(500);
    expect(command).toMatch(/^tenet train text the-lighthouse .*--hidden 16 .*--steps 2 /s);
  });

  test("a file that is cut, of another program or of another size is refused with its name", () => {
    expect(() => decodeRun(bytes.subarray(0, bytes.length - 9), "cut.safetensors")).toThrow(
      /cut\.safetensors/,
    );
    expect(() => decodeRun(new TextEncoder().encode("not a network"), "text.safetensors")).toThrow(
      expect.objectContaining({ code: "CHECKPOINT_CORRUPT" }),
    );
  });
});
