import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeSafetensors } from "@tenetjs/checkpoints";
import { type RunDescription, runVersion } from "@tenetjs/checkpoints/run-file";
import { version } from "@tenetjs/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { readRun } from "./read-run.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-versions-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function fileOf(name: string, metadata: Record<string, string>): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, encodeSafetensors({}, metadata));
  return file;
}

test("a run of this version is read", async () => {
  const run: RunDescription = {
    version: runVersion,
    tenet: version,
    network: {
      kind: "step-classifier",
      options: { cell: "lstm", hiddenSize: 2, classes: 3, input: { kind: "vector", size: 4 } },
    },
    vocabulary: null,
    task: "copy",
    kernels: "strict",
    options: {},
    data: null,
  };
  const file = await fileOf("now.safetensors", { run: JSON.stringify(run) });
  expect((await readRun(file)).run).toEqual(run);
});

test.each([
  ["without a version", { task: "palindrome", length: 5 }, "got one without a version."],
  ["of a later version", { version: runVersion + 1 }, `got one of version ${runVersion + 1}.`],
])("a run %s is refused by every command that reads runs", async (name, run, got) => {
  const file = await fileOf("checkpoint.safetensors", { run: JSON.stringify(run) });
  await expect(readRun(file)).rejects.toMatchObject({ code: "RUN_VERSION" });
  for (const args of [
    ["resume", directory, "--steps", "5"],
    ["sample", file],
    ["eval", file],
    ["train", "text", "the-lighthouse", "--init-from", file],
  ]) {
    const { exitCode, message } = await tenet(...args, "--backend", "wasm");
    expect(exitCode, `${args[0]} ${name}`).toBe(2);
    expect(message).toContain(`run: expected a run of version 1 to ${runVersion} in ${file}, ${got}`);
    expect(message).toContain("It was written by another version of Tenet.");
  }
});

test("a file of another program has no run", async () => {
  await expect(readRun(await fileOf("other.safetensors", {}))).rejects.toMatchObject({ code: "NO_RUN" });
});
