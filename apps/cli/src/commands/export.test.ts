import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModelDescription, modelVersion } from "../export/export-model.ts";
import { twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-export-"));
  run = await twoTextsRun(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function exported(...args: readonly string[]) {
  const out = join(directory, "model");
  const { lines, message } = await tenet("export", ...args, "--out", out);
  expect(message).toBe("");
  expect(lines).toEqual([join(out, "weights.safetensors"), join(out, "model.json")]);
  const text = await readFile(join(out, "model.json"), "utf8");
  const weights = await readCheckpoint(join(out, "weights.safetensors"));
  return { model: JSON.parse(text) as ModelDescription, text, weights };
}

test("the weights are those of the run, and the description says how to read them", async () => {
  const { model, weights } = await exported(run);
  const best = await readCheckpoint(join(run, "best.safetensors"));
  expect(weights.tensors).toEqual(best.tensors);
  expect(model).toMatchObject({ format: "tenet-model", version: modelVersion, task: "text" });
  expect(model.options).toMatchObject({ cell: "lstm", hiddenSize: 8 });
  expect(model.weights).toEqual({ file: "weights.safetensors", step: Number(best.metadata.step) });
  expect(model.tensors.map(({ name }) => name).sort()).toEqual(Object.keys(weights.tensors).sort());
  for (const { name, dtype, shape } of model.tensors)
    expect(weights.tensors[name], name).toMatchObject({ dtype, shape });
  expect(model.vocabulary?.tokens).toHaveLength(model.vocabulary?.size ?? 0);
});

test("the cell is described by its gates in the order of their columns, and by its equations", async () => {
  const { cell, tensors } = (await exported(run)).model;
  const gates = ["input", "forget", "candidate", "output"];
  expect(cell).toMatchObject({ name: "lstm", state: ["h", "c"] });
  expect(cell.recipe).toMatchObject({ columns: { wx: gates, wh: gates, b: gates }, unitParameters: [] });
  expect(cell.recipe?.equations.at(-1)).toContain("h_t");
  const wh = tensors.find(({ name }) => name.endsWith(".wh"));
  expect(wh?.shape).toEqual([8, gates.length * 8]);
});

test("neither file has the names or the paths of the training texts", async () => {
  const { text, weights } = await exported(run);
  expect(text).not.toContain(directory);
  expect(text).not.toContain("initFrom");
  expect(Object.keys(weights.metadata).filter((key) => !key.startsWith("tenet."))).toEqual(["step"]);
});

test("the last weights are also found in a checkpoint, without the state of the optimizer", async () => {
  const { model, weights } = await exported(join(run, "checkpoint.safetensors"));
  const last = await readCheckpoint(join(run, "weights.safetensors"));
  expect(weights.tensors).toEqual(last.tensors);
  expect(model.weights.step).toBe(Number(last.metadata.step));
  expect((await exported(run, "--weights", "last")).model.weights).toEqual(model.weights);
});

test("a cell without a recipe has none in its description", async () => {
  const other = join(directory, "layer-norm");
  const small = ["--hidden", "4", "--batch", "4", "--steps", "2", "--backend", "cpu", "--out", other];
  await tenet("train", "palindrome", ...small, "--cell", "layer-norm-lstm");
  const { model } = await exported(other);
  expect(model.cell).toMatchObject({ name: "layer-norm-lstm", recipe: null });
  expect(model.vocabulary).toBe(null);
});

test("a directory without a run is refused", async () => {
  const { message, exitCode } = await tenet("export", directory, "--out", join(directory, "none"));
  expect(message).toMatch(/^run: expected a run at /);
  expect(exitCode).toBe(1);
});
