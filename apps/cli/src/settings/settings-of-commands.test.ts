import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-settings-"));
  vi.spyOn(process, "cwd").mockReturnValue(directory);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

const write = (settings: object) => writeFile(join(directory, "tenet.config.json"), JSON.stringify(settings));

/** The options that a run of `train` with `args` has in its run.json. */
async function trained(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const out = join(directory, "run");
  await rm(out, { recursive: true, force: true });
  const small = ["--steps", "1", "--batch", "2", "--backend", "cpu", "--out", out];
  const { message } = await tenet("train", ...args, ...small);
  expect(message).toBe("");
  return JSON.parse(await readFile(join(out, "run.json"), "utf8")).options;
}

describe("a run takes options from the configuration file", () => {
  test("for its task, and for all tasks", async () => {
    await write({ train: { hidden: 3, "sample-every": 0 }, "train palindrome": { length: 4 } });
    expect(await trained("palindrome")).toMatchObject({ hiddenSize: 3, length: 4 });
    expect(await trained("palindrome", "--hidden", "2")).toMatchObject({ hiddenSize: 2, length: 4 });
  });

  test("before those of a default preset, and after those of one on the command line", async () => {
    const text = ["text", "the-lighthouse", "--hidden", "2", "--window", "4", "--sample-every", "0"];
    await write({ "train text": { "learning-rate": 0.5 } });
    expect(await trained(...text)).toMatchObject({ preset: "course", learningRate: 0.5, clip: 5 });
    expect(await trained(...text, "--preset", "adam")).toMatchObject({ learningRate: 5e-3, clip: 1 });
    await write({ "train text": { "learning-rate": 0.5, preset: "adam" } });
    expect(await trained(...text)).toMatchObject({ preset: "adam", learningRate: 0.5, clip: 1 });
  });
});

test("resume and eval take their own options, and leave alone those of other tasks", async () => {
  await write({ resume: { steps: 2, "sample-every": 3 }, eval: { order: 3, json: true } });
  await trained("palindrome", "--hidden", "2");
  const run = join(directory, "run");
  expect(await tenet("resume", run, "--backend", "cpu")).toMatchObject({ message: "", exitCode: 0 });
  const evaluated = await tenet("eval", run, "--backend", "cpu");
  expect(JSON.parse(evaluated.text)).toMatchObject({ weights: { step: 2 } });
});

test("a mistake in the file exits with 2, and leaves the help of the program alone", async () => {
  await write({ train: { hiden: 3 } });
  const { message, exitCode } = await tenet("train", "palindrome");
  expect(message).toMatch(
    /^tenet\.config\.json: expected an option of "train", got "hiden"\. Its options are /,
  );
  expect(exitCode).toBe(2);
  expect((await tenet("--help")).text).toContain("Usage: tenet");
  await write({ resume: { hidden: 3 } });
  expect((await tenet("resume", "run", "--steps", "2")).message).toContain(
    'expected an option of "resume", got "hidden"',
  );
});

test("the file has no effect on the script for completion", async () => {
  const script = await tenet("completion", "bash");
  await write({ "train text": { tied: true }, sample: { none: 1 } });
  expect((await tenet("completion", "bash")).text).toBe(script.text);
});
