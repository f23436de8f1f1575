import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webgpuForTests } from "@tenetjs/testing";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { twoTexts, twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

const webgpu = await webgpuForTests();
let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-sample-"));
  run = await twoTextsRun(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sample = (...args: string[]) => tenet("sample", run, "--backend", "wasm", ...args);

type Line = {
  readonly sample: number;
  readonly prompt: string;
  readonly text: string;
  readonly end: string;
  readonly seed: number | null;
  readonly weights: { readonly file: string; readonly step: number | null };
  readonly memorisation: {
    readonly longest: { readonly length: number; readonly text: string };
    readonly ngrams: readonly { readonly n: number; readonly share: number }[];
  };
  readonly resemblance: { readonly cats: readonly number[]; readonly ships: readonly number[] };
};

async function jsonOf(...args: string[]): Promise<Line[]> {
  const { lines, exitCode, message } = await sample(...args, "--json");
  expect([message, exitCode]).toEqual(["", 0]);
  return lines.map((line) => JSON.parse(line) as Line);
}

describe("the text", () => {
  test("is all of standard output: the prompt, its continuation, and a line break", async () => {
    const { text, errors, exitCode } = await sample("--prompt", "The cat", "--length", "40");
    expect(exitCode).toBe(0);
    expect(errors).toBe("");
    expect(text).toMatch(/^The cat/);
    expect(text).toHaveLength("The cat".length + 40 + 1);
    expect(text.endsWith("\n")).toBe(true);
  });

  test("is the same with weights of 8 bits, greedily; other backends than wasm refuse them", async () => {
    const greedy = ["--greedy", "--length", "80"];
    expect((await sample(...greedy, "--int8")).text).toBe((await sample(...greedy)).text);
    const { message, exitCode } = await tenet("sample", run, "--backend", "cpu", "--int8");
    expect([message, exitCode]).toEqual([expect.stringMatching(/--int8.*--backend wasm.*cpu/s), 2]);
  });

  test("is the same for the same seed, and differs for another seed", async () => {
    const first = await sample("--length", "60", "--seed", "7");
    expect((await sample("--length", "60", "--seed", "7")).text).toBe(first.text);
    expect((await sample("--length", "60", "--seed", "8")).text).not.toBe(first.text);
  });

  test.skipIf(!webgpu.available)("is the same on WebGPU, where the GPU draws the tokens", async () => {
    const options = [
      "--prompt",
      "A cat",
      "--length",
      "40",
      "--count",
      "2",
      "--temperature",
      "0.8",
      "--stop",
      "zz",
    ];
    const [onGpu, onWasm] = [await sample(...options, "--backend", "webgpu"), await sample(...options)];
    expect(onGpu.message).toBe("");
    expect(onGpu.text).toBe(onWasm.text);
    // With transforms that read the logits, the CPU picks the token.
    const penalised = [...options, "--top-p", "0.9", "--repetition-penalty", "1.2"];
    expect((await sample(...penalised, "--backend", "webgpu")).text).toBe((await sample(...penalised)).text);
  });

  test("of several samples is separated by blank lines, and each sample is what it would be alone", async () => {
    const { text } = await sample("--length", "20", "--count", "3", "--prompt", "A");
    const all = await jsonOf("--length", "20", "--count", "3", "--prompt", "A");
    expect(text).toBe(`${all.map((one) => `A${one.text}`).join("\n\n")}\n`);
    const [alone] = await jsonOf("--length", "20", "--prompt", "A");
    expect(alone?.text).toBe(all[0]?.text);
    expect(new Set(all.map((one) => one.text)).size).toBe(3);
  });

  test("ends before a stop", async () => {
    const [whole] = await jsonOf("--length", "200", "--seed", "1");
    const stop = (whole?.text ?? "").slice(20, 23);
    const [cut] = await jsonOf("--length", "200", "--seed", "1", "--stop", "no such text", "--stop", stop);
    expect(cut).toMatchObject({ text: whole?.text.slice(0, whole.text.indexOf(stop)), end: "stop" });
  });

  test("is the same with --greedy and with --top-k 1, and no tensor leaks", async () => {
    const [greedy] = await jsonOf("--length", "30", "--greedy");
    const before = memory().numTensors;
    const [likeliest] = await jsonOf("--length", "30", "--top-k", "1");
    expect(memory().numTensors).toBe(before);
    expect(greedy?.text).toBe(likeliest?.text);
    expect([greedy?.seed, likeliest?.seed]).toEqual([null, 0]);
  });

  test("follows every transform", async () => {
    const [free] = await jsonOf("--length", "300", "--temperature", "2");
    expect(free?.text).toMatch(/[ae]/);
    const [biased] = await jsonOf(
      ...["--length", "300", "--temperature", "2", "--logit-bias", "a=-inf", "--logit-bias", "e=-inf"],
    );
    expect(biased?.text).not.toMatch(/[ae]/);
    const [fresh] = await jsonOf("--length", "150", "--greedy", "--no-repeat-ngram", "3");
    const trigrams = Array.from({ length: 148 }, (_, at) => fresh?.text.slice(at, at + 3));
    expect(new Set(trigrams).size).toBe(148);
    const [safe] = await jsonOf("--length", "60", "--min-p", "1", "--top-p", "0.5");
    const [greedy] = await jsonOf("--length", "60", "--greedy");
    expect(safe?.text).toBe(greedy?.text);
    const [penalised] = await jsonOf("--length", "60", "--greedy", "--repetition-penalty", "5");
    expect(penalised?.text).not.toBe(greedy?.text);
  });

  test("of a beam search comes best first", async () => {
    const one = await jsonOf("--length", "12", "--beam", "1");
    const [greedy] = await jsonOf("--length", "12", "--greedy");
    expect(one[0]?.text).toBe(greedy?.text);
    const three = await jsonOf("--length", "12", "--beam", "4", "--count", "3", "--stop", "\n");
    expect(three.map((found) => found.sample)).toEqual([0, 1, 2]);
    expect(new Set(three.map((found) => found.text)).size).toBe(3);
    expect(three.every((found) => !found.text.includes("\n"))).toBe(true);
  });
});

describe("the facts", () => {
  test("are one line per sample with --json", async () => {
    const all = await jsonOf("--length", "10", "--count", "2", "--seed", "4", "--prompt", "The");
    for (const [index, one] of all.entries()) {
      expect(one).toEqual({
        sample: index,
        prompt: "The",
        text: expect.stringMatching(/^[\s\S]{10}$/),
        end: "length",
        seed: 4,
        weights: { file: join(run, "best.safetensors"), step: expect.any(Number) },
      });
    }
  });

  test("memorisation names the longest span that the sample shares with the training text", async () => {
    const [one] = await jsonOf("--length", "400", "--memorisation");
    const { longest, ngrams } = one?.memorisation ?? { longest: { length: 0, text: "" }, ngrams: [] };
    expect(longest.text).toHaveLength(longest.length);
    expect(one?.text).toContain(longest.text);
    expect(Object.values(twoTexts).some((text) => text.includes(longest.text))).toBe(true);
    expect(ngrams.map(({ n }) => n)).toEqual([4, 8, 16, 32]);
    const { text, errors } = await sample("--length", "400", "--memorisation");
    expect(text).toBe(`${one?.text}\n`);
    expect(errors).toContain(`${longest.length} tokens, ${JSON.stringify(longest.text)}`);
    expect(errors).toMatch(/not in the training text: [\d.]+ % of 4-grams/);
  });

  test("resemblance gives each token a probability per source, which sum to 1", async () => {
    const [one] = await jsonOf("--length", "50", "--resemblance", "--prompt", "The cat sat on the");
    const { cats, ships } = one?.resemblance ?? { cats: [], ships: [] };
    expect([cats.length, ships.length]).toEqual([50, 50]);
    for (const [index, share] of cats.entries()) expect(share + (ships[index] ?? 0)).toBeCloseTo(1, 2);
    const { text, errors } = await sample(
      "--length",
      "50",
      "--resemblance",
      "--prompt",
      "The cat sat on the",
    );
    expect(text).toBe(`The cat sat on the${one?.text}\n`);
    expect(errors).toMatch(/^resemblance: cats \d+ %, ships \d+ %; \d+ changes?$/);
  });

  test("an empty sample has no facts", async () => {
    const [greedy] = await jsonOf("--length", "1", "--greedy");
    const [empty] = await jsonOf(
      ...["--length", "5", "--greedy", "--stop", greedy?.text ?? "", "--memorisation", "--resemblance"],
    );
    expect(empty).toMatchObject({ text: "", end: "stop" });
    expect(empty).not.toHaveProperty("memorisation");
  });

  test("the weights are the best by default, or those asked for", async () => {
    const [best] = await jsonOf("--length", "1");
    const [last] = await jsonOf("--length", "1", "--weights", "last");
    expect(best?.weights.file).toBe(join(run, "best.safetensors"));
    expect(last?.weights).toEqual({ file: join(run, "checkpoint.safetensors"), step: 10 });
  });
});

describe("a mistake is reported with the next action:", () => {
  test.each([
    ["temperature 0", ["--temperature", "0"], 2, /pass --greedy/],
    ["greedy with a temperature", ["--greedy", "--temperature", "1"], 2, /'--greedy' cannot be used with/],
    [
      "greedy with several samples",
      ["--greedy", "--count", "2"],
      2,
      /--count: expected 1 with --greedy, got 2/,
    ],
    ["a beam that draws", ["--beam", "2", "--top-p", "0.9"], 2, /'--beam <n>' cannot be used with/],
    ["more samples than hypotheses", ["--beam", "2", "--count", "3"], 2, /at most 2 with --beam 2, got 3/],
    ["a length penalty without a beam", ["--length-penalty", "1"], 2, /--length-penalty: expected --beam/],
    [
      "a stop of several tokens with a beam",
      ["--beam", "2", "--stop", "the"],
      2,
      /--stop with --beam: .*got "the"/,
    ],
    ["a bias on an unknown token", ["--logit-bias", "é=1"], 2, /--logit-bias: .*got "é"/],
    ["a bias without a number", ["--logit-bias", "e="], 2, /a number or -inf/],
    ["a share above 1", ["--top-p", "1.5"], 2, /above 0 and at most 1/],
    ["no length", ["--length", "0"], 2, /integer of at least 1/],
  ])("%s", async (_, args, exitCode, message) => {
    const outcome = await sample(...args);
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.message).toMatch(message);
    expect(outcome.text).toBe("");
  });

  test("unknown characters of the prompt, with their counts; --replace-unknown replaces them", async () => {
    const { message, exitCode } = await sample("--prompt", "Thé càt é");
    expect(exitCode).toBe(2);
    expect(message).toMatch(
      /^--prompt: .*"é" \(U\+00E9\) 2 times, "à" \(U\+00E0\) 1 time\. Pass --replace-unknown/,
    );
    const [one] = await jsonOf("--prompt", "Thé càt é", "--replace-unknown", "a", "--length", "1");
    expect(one?.prompt).toBe("Tha cat a");
    expect((await sample("--prompt", "é", "--replace-unknown", "ß")).message).toContain('got "ß"');
  });

  test.each([
    ["--count 1e9", /^--count: .*, the heap of JavaScript, got about [\d.]+ TiB for 1,000,000,000 of/],
    ["--beam 1e9", /^--beam: .*, the heap of JavaScript, got about [\d.]+ TiB for 1,000,000,000 of/],
    [
      "--length 1e12",
      /^--length: .*, the heap of JavaScript, got about [\d.]+ TiB for 1 of up to 1,000,000,000,000 tokens/,
    ],
  ])("more text than memory holds, with the numbers, before a run is read: %s", async (options, expected) => {
    const { exitCode, message } = await tenet("sample", join(directory, "none"), ...options.split(" "));
    expect(message).toMatch(expected);
    expect(exitCode).toBe(2);
  });

  test("a path without a run", async () => {
    const missing = await tenet("sample", join(directory, "none"), "--backend", "wasm");
    expect(missing.exitCode).toBe(1);
    expect(missing.message).toMatch(/expected a run at .*none, got nothing/);
    expect((await tenet("sample", directory, "--backend", "wasm")).message).toMatch(
      /got a directory without best.safetensors or checkpoint.safetensors or weights.safetensors/,
    );
  });

  test("a run that is not on text", async () => {
    const out = join(directory, "palindromes");
    await tenet(
      ...["train", "palindrome", "--length", "4", "--hidden", "4", "--batch", "4", "--steps", "1"],
      ...["--backend", "wasm", "--out", out],
    );
    expect((await tenet("sample", out, "--backend", "wasm")).message).toMatch(
      /a run on text at .*, got one of palindrome\. Train one with tenet train text or tenet train chat/,
    );
  });

  test("a damaged file, with the byte at fault", async () => {
    const bytes = await readFile(join(run, "best.safetensors"));
    const cut = join(directory, "cut.safetensors");
    await writeFile(cut, bytes.subarray(0, bytes.length - 7));
    const { message, exitCode } = await tenet("sample", cut, "--backend", "wasm");
    expect(exitCode).toBe(1);
    expect(message).toMatch(/cut\.safetensors.*byte \d+/);
  });

  test("a training text that has changed", async () => {
    const other = await mkdtemp(join(directory, "moved-"));
    const changed = await twoTextsRun(other);
    await writeFile(join(other, "cats.txt"), "Not a cat.");
    const asked = await tenet("sample", changed, "--backend", "wasm", "--memorisation");
    expect(asked.message).toMatch(/expected the text that the run was trained on.*"cats".*Restore the file/);
    expect(asked.text).toBe("");
    await rm(join(other, "cats.txt"));
    const gone = await tenet("sample", changed, "--backend", "wasm", "--resemblance");
    expect(gone.message).toMatch(/got no file in place of the text "cats" at .*cats\.txt\./);
    expect((await tenet("sample", changed, "--backend", "wasm", "--length", "3")).exitCode).toBe(0);
  });
});
