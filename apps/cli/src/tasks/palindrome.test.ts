import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { survey, type UnavailableBackend } from "@tenetjs/backends";
import { runVersion } from "@tenetjs/checkpoints/run-file";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { taskContract } from "./task-contract.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-palindrome-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = ["--length", "5", "--hidden", "16", "--batch", "8", "--backend", "wasm"];
const train = (...args: string[]) => tenet("train", "palindrome", ...small, ...args);

taskContract("palindrome", {
  options: [
    "--length",
    "5",
    "--hidden",
    "16",
    "--batch",
    "8",
    "--cell",
    "phased-lstm",
    "--optimizer",
    "adam",
  ],
  changed: ["--length", "6"],
});

const webgpu = (await survey()).find(({ name }) => name === "webgpu");

describe("with --json", () => {
  test("standard output is JSON Lines, and the last event is done", async () => {
    const { events, lines, text, exitCode } = await train("--steps", "25", "--json");
    expect(exitCode).toBe(0);
    expect(text).toBe(`${lines.join("\n")}\n`);
    const [first, last] = [events().at(0), events().at(-1)];
    expect(first).toMatchObject({ event: "start", step: 0, steps: 25, backend: "wasm" });
    expect(last).toEqual({
      event: "done",
      step: 25,
      seconds: expect.any(Number),
      backend: "wasm",
      parameters: 16 * 4 * (10 + 16 + 1) + 10 * 17,
      train: { loss: expect.any(Number), accuracy: expect.any(Number) },
      heldOut: { loss: expect.any(Number), accuracy: expect.any(Number) },
      chance: { loss: Math.log(10), accuracy: 0.1 },
    });
    const steps = events().filter(({ event }) => event === "step");
    expect(steps.map(({ step }) => step)).toEqual([10, 20, 25]);
  });

  test("reports are means over the steps since the last report, whenever evaluations happen", async () => {
    const run = ["--steps", "12", "--json"];
    const each = (await train(...run, "--report-every", "1")).events();
    const some = (await train(...run, "--report-every", "4", "--evaluate-every", "3")).events();
    const losses = each.filter(({ event }) => event === "step").map(({ loss }) => loss);
    const means = some.filter(({ event }) => event === "step").map(({ loss }) => loss);
    const mean = (from: number) => losses.slice(from, from + 4).reduce((sum, loss) => sum + loss, 0) / 4;
    expect(means).toHaveLength(3);
    for (const [index, value] of means.entries()) expect(value).toBeCloseTo(mean(4 * index), 10);
    const evaluations = some.filter(({ event }) => event === "evaluation");
    expect(evaluations.map(({ step }) => step)).toEqual([3, 6, 9, 12]);
  });
});

test("without --json the result is lines of text", async () => {
  const { lines, exitCode } = await train("--steps", "5");
  expect(exitCode).toBe(0);
  expect(lines[0]).toMatch(/^trained 5 steps in .* on wasm$/);
  expect(lines[1]).toMatch(/^last 5 steps {4}loss \d\.\d{4} {2}accuracy \d\.\d{3}$/);
  expect(lines.at(-2)).toMatch(/^held out {8}loss \d\.\d{4} {2}accuracy \d\.\d{3}$/);
  expect(lines.at(-1)).toBe("chance          loss 2.3026  accuracy 0.100");
});

test("--preset course sets the options of the course, and others of the command line stay", async () => {
  const out = join(directory, "course");
  await train("--preset", "course", "--clip", "3", "--steps", "1", "--out", out);
  const { options } = JSON.parse(await readFile(join(out, "run.json"), "utf8"));
  const course = { encoding: "scalar", initialisation: "normal", forgetBias: 0, optimizer: "rmsprop" };
  expect(options).toMatchObject({ ...course, batch: 8, clip: 3 });
});

describe("a command line that cannot work exits with 2 and says why:", () => {
  test.each([
    ["an unknown cell", ["--cell", "transformer"], /Allowed choices are rnn, lstm, gru/],
    ["length 1", ["--length", "1"], /integer from 2 to 10000/],
    ["a learning rate below 0", ["--learning-rate", "-1"], /Expected a number above 0/],
    ["an unknown option", ["--colour", "red"], /unknown option '--colour'/],
  ])("%s", async (_, args, said) => {
    const { exitCode, errors, text } = await train(...args);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(said);
    expect(text).toBe("");
  });

  test.skipIf(webgpu?.available)(
    "WebGPU on a machine without it, with the reason and the remedy",
    async () => {
      const { exitCode, message } = await train("--backend", "webgpu");
      const { reason, remedy } = webgpu as UnavailableBackend;
      expect(exitCode).toBe(2);
      expect(message).toContain(reason);
      expect(message).toContain(remedy);
    },
  );

  test("a directory that is not writable, before training starts", async () => {
    const file = join(directory, "file");
    await writeFile(file, "");
    const { exitCode, message, lines } = await train("--json", "--out", join(file, "below"));
    expect(exitCode).toBe(2);
    expect(message).toContain(file);
    expect(lines).toEqual([]);
  });

  test("a directory that already has a run", async () => {
    const out = join(directory, "taken");
    await train("--steps", "1", "--out", out);
    const { exitCode, message } = await train("--steps", "2", "--out", out);
    expect(exitCode).toBe(2);
    expect(message).toContain(`tenet resume ${out}`);
  });
});

describe("a saved run", () => {
  test("has its options, metrics, checkpoint, weights, best weights and curves", async () => {
    const out = join(directory, "kept");
    const { events } = await train("--steps", "6", "--evaluate-every", "3", "--json", "--out", out);
    expect((await readdir(out)).sort()).toEqual([
      "best.safetensors",
      "checkpoint.safetensors",
      "curves.svg",
      "metrics.jsonl",
      "run.json",
      "weights.safetensors",
    ]);
    expect(JSON.parse(await readFile(join(out, "run.json"), "utf8"))).toMatchObject({
      version: runVersion,
      task: "palindrome",
      options: { length: 5, encoding: "one-hot", hiddenSize: 16, forgetBias: "chrono" },
      data: null,
    });
    const metrics = (await readFile(join(out, "metrics.jsonl"), "utf8")).trim().split("\n");
    expect(metrics.map((line) => JSON.parse(line))).toEqual(events());
  });
});

describe("with --curriculum", () => {
  const growing = ["--length", "12", "--curriculum", "--cell", "gru", "--hidden", "24", "--batch", "32"];
  const options = [...growing, "--learning-rate", "0.01", "--backend", "wasm", "--evaluate-every", "1000"];

  test("lengths grow as the network learns, and a resume between two lengths is exact to the bit", async () => {
    const [whole, parts] = [join(directory, "grown"), join(directory, "grown-in-parts")];
    const { events } = await tenet(
      "train",
      "palindrome",
      ...options,
      "--steps",
      "200",
      "--json",
      "--out",
      whole,
    );
    const lengths = events().flatMap(({ event, length }) => (event === "step" ? [length] : []));
    expect(new Set(lengths)).toEqual(new Set([10, 12]));
    expect(events().at(-1)).toMatchObject({ event: "done", length: 12 });
    const between = 10 * lengths.indexOf(12) + 3;
    await tenet("train", "palindrome", ...options, "--steps", String(between), "--out", parts);
    const resumed = ["--backend", "wasm", "--report-every", "7", "--steps", "200"];
    expect((await tenet("resume", parts, ...resumed)).message).toBe("");
    const [one, other] = await Promise.all(
      [whole, parts].map((run) => readFile(join(run, "checkpoint.safetensors"))),
    );
    expect(one?.equals(other as Buffer)).toBe(true);
  });
});
