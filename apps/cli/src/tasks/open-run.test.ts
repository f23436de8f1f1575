import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-believed-"));
  run = join(directory, "run");
  const small = ["--hidden", "4", "--window", "5", "--batch", "4", "--sample-every", "0", "--backend", "cpu"];
  const trained = await tenet("train", "text", "the-lighthouse", ...small, "--steps", "1", "--out", run);
  expect(trained.message).toBe("");
});
afterAll(() => rm(directory, { recursive: true, force: true }));

type Json = Record<string, unknown>;

/** A file of the run whose description `change` has changed, and whose checksum is right. */
async function changed(change: (described: Json & { options: Json; data: Json }) => void): Promise<string> {
  const { tensors, metadata } = await readCheckpoint(join(run, "weights.safetensors"));
  const described = JSON.parse(metadata.run as string);
  change(described);
  const file = join(directory, "changed.safetensors");
  await writeCheckpoint(file, tensors, { ...metadata, run: JSON.stringify(described) });
  return file;
}

describe("what a file says of its run is checked before it is believed:", () => {
  test.each<[string, Parameters<typeof changed>[0], string]>([
    [
      "a missing field",
      (it) => Object.assign(it, { data: undefined }),
      "expected data to be present in FILE, got nothing",
    ],
    ["an unknown field", (it) => (it.colour = 1), 'expected no unknown fields in FILE, got "colour"'],
    ["a field of another type", (it) => (it.task = 7), "expected task to be string in FILE, got 7"],
    ["a missing option", (it) => delete it.options.cell, "expected options.cell to be present in FILE"],
    [
      "an unknown option",
      (it) => (it.options.tail = 2),
      "expected no options.tail for a run of text in FILE, got 2",
    ],
    ["another cell", (it) => (it.options.cell = "lstn"), "expected options.cell to be rnn, lstm"],
    [
      "an option as text",
      (it) => (it.options.batch = "4"),
      "options.batch to be integer of at least 1 in FILE, got ",
    ],
    [
      "a switch that is no boolean",
      (it) => (it.options.tied = 1),
      "options.tied to be true or false in FILE, got 1",
    ],
    [
      "a vocabulary out of order",
      (it) => (it.vocabulary = { kind: "characters", tokens: ["b", "a"] }),
      "a vocabulary",
    ],
    [
      "a source without a path",
      (it) => (it.data.sources = [{ name: "x" }]),
      "data.sources[0].origin to be present",
    ],
    ["no sources", (it) => (it.data.sources = []), "data.sources to be a list of at least one source"],
    ["a billion layers", (it) => (it.options.layers = 1e9), "parameters of its network in FILE, got "],
    ["a billion units", (it) => (it.options.hiddenSize = 1e9), "parameters of its network in FILE, got "],
  ])("%s", async (_, change, expected) => {
    const file = await changed(change);
    const wanted = expected.replace("FILE", file);
    for (const command of [["sample"], ["eval"], ["export", "--out", join(directory, "model")]]) {
      const { exitCode, message } = await tenet(command[0] as string, file, ...command.slice(1));
      expect(message, command[0]).toContain(wanted);
      expect(message).not.toContain("\n");
      expect(exitCode).toBe(1);
    }
    expect(await tenet("inspect", file)).toMatchObject({ exitCode: 0 });
  });

  test("tokens that a vocabulary lacks are told in words of the command line", async () => {
    const text = join(directory, "numbers.txt");
    await writeFile(text, "0123456789 ".repeat(50));
    const from = await tenet("train", "text", text, "--init-from", run, "--steps", "1");
    const prompt = await tenet("train", "text", "the-lighthouse", "--prompt", "7", "--steps", "1");
    expect(from.message).toMatch(
      /^--init-from: expected characters of the vocabulary, got "0" .* times.* or from fresh weights\.$/,
    );
    expect(prompt.message).toMatch(
      /^--prompt: expected characters of the vocabulary, got "7" .* 1 time\. Choose a prompt/,
    );
    for (const { message } of [from, prompt]) expect(message).not.toContain("{ unknown }");
  });

  test("the network of weights to start from", async () => {
    const file = await changed((it) => (it.options.hiddenSize = "8"));
    const { message } = await tenet("train", "text", "the-lighthouse", "--init-from", file, "--steps", "1");
    expect(message).toContain(`options.hiddenSize to be integer of at least 1 in ${file}`);
  });
});
