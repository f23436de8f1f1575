import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import { seed, version } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { characterVocabulary } from "@tenetjs/datasets";
import { languageModel, sequenceClassifier } from "@tenetjs/models";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSafetensors } from "../decode-safetensors.ts";
import { encodeSafetensors } from "../encode-safetensors.ts";
import { treeToTensors } from "../tree-to-tensors.ts";
import { keptRuns, loadRun, runToBytes, saveRun } from "./index.ts";

beforeAll(() => start("cpu"));

const vocabulary = characterVocabulary("abc");
const model = languageModel({ vocabularySize: 3, hiddenSize: 4, layers: 2, tied: true, embedding: 4 });

function someRun() {
  return { kind: "language-model", model, params: model.init(seed(1)), vocabulary } as const;
}

test("a run comes back from its bytes as it was saved", async () => {
  const saved = someRun();
  const bytes = await runToBytes({ ...saved, step: 500 });
  for (const source of [bytes, bytes.slice().buffer, new Blob([bytes.slice()])]) {
    const loaded = await loadRun(source, { kind: "language-model" });
    expect(loaded).toMatchObject({ kind: "language-model", step: 500 });
    expect(loaded.model.options).toEqual(model.options);
    expect(loaded.vocabulary.tokens).toEqual(["a", "b", "c"]);
    expect(loaded.run).toMatchObject({ version: 3, tenet: version, task: null, data: null });
    expect(await treeToTensors(loaded.params)).toEqual(await treeToTensors(saved.params));
    disposeTree(loaded.params);
  }
  disposeTree(saved.params);
});

test("a run is saved to a path and loaded from it, or from its URL", async () => {
  const saved = someRun();
  const path = join(mkdtempSync(join(tmpdir(), "tenet-runs-")), "own.safetensors");
  await saveRun(path, saved);
  for (const source of [path, new URL(`file://${path}`)]) {
    const { params, step } = await loadRun(source, { kind: "language-model" });
    expect(step).toBe(null);
    expect(await treeToTensors(params)).toEqual(await treeToTensors(saved.params));
    disposeTree(params);
  }
  disposeTree(saved.params);
});

test("a classifier is saved without a vocabulary", async () => {
  const classifier = sequenceClassifier({ hiddenSize: 3, classes: 2, input: { kind: "vector", size: 1 } });
  const params = classifier.init(seed(2));
  const bytes = await runToBytes({
    kind: "sequence-classifier",
    model: classifier,
    params,
    vocabulary: null,
  });
  const loaded = await loadRun(bytes);
  expect(loaded).toMatchObject({ kind: "sequence-classifier", vocabulary: null });
  disposeTree([params, loaded.params]);
});

test("loading keeps no tensor but the parameters", async () => {
  const bytes = await runToBytes(someRun());
  const before = tf.memory().numTensors;
  const { params } = await loadRun(bytes);
  disposeTree(params);
  expect(tf.memory().numTensors).toBe(before);
});

describe("an older run", () => {
  const folder = (name: string) => new URL(`../golden/${name}/`, import.meta.url);
  const older = ["runs-1", "runs-2"].flatMap((name) =>
    readdirSync(folder(name)).map((file) => [`${name}/${file}`] as const),
  );

  test.each(older)("%s is migrated, and its network holds its weights", async (path) => {
    const bytes = readFileSync(new URL(`../golden/${path}`, import.meta.url));
    const { params, run, step, model } = await loadRun(bytes);
    expect(run).toMatchObject({ version: 3, tenet: "0.0.0" });
    expect(step).toBe(2);
    expect(run.task).toBe(path.split(/[/.]/)[1]);
    const { tensors } = decodeSafetensors(bytes);
    const stored = Object.entries(tensors)
      .filter(([name]) => /^(params\.)?(head|input|recurrent)\./.test(name))
      .map(([name, tensor]) => [name.replace("params.", ""), tensor]);
    expect(await treeToTensors(params)).toEqual(Object.fromEntries(stored));
    const fresh = model.init(seed(0));
    expect(Object.keys(await treeToTensors(fresh)).sort()).toEqual(stored.map(([name]) => name).sort());
    disposeTree([params, fresh]);
  });
});

describe("what cannot be loaded is told", () => {
  test("a network of another kind", async () => {
    await expect(loadRun(await runToBytes(someRun()), { kind: "step-regressor" })).rejects.toMatchObject({
      code: "NO_RUN",
      message: expect.stringContaining("expected a step-regressor in the file, got a language-model"),
    });
  });

  test("a file without a run", async () => {
    const bytes = encodeSafetensors({ w: { dtype: "F32", shape: [1], data: Float32Array.of(1) } });
    await expect(loadRun(bytes)).rejects.toMatchObject({
      code: "NO_RUN",
      message: expect.stringMatching(/the description of a run in the file, got none.*`tenet import`/),
    });
  });

  test("a description that does not fit its weights", async () => {
    const { tensors, metadata } = decodeSafetensors(await runToBytes(someRun()));
    const run = JSON.parse(metadata.run ?? "");
    run.network.options.hiddenSize = 1e6;
    const grown = encodeSafetensors(tensors, { run: JSON.stringify(run) });
    await expect(loadRun(grown)).rejects.toMatchObject({ code: "CHECKPOINT_MISMATCH" });
  });

  test("a later version, an unknown field and a missing one", async () => {
    const { tensors, metadata } = decodeSafetensors(await runToBytes(someRun()));
    const run = JSON.parse(metadata.run ?? "");
    const load = (changed: object) => loadRun(encodeSafetensors(tensors, { run: JSON.stringify(changed) }));
    await expect(load({ ...run, version: 4 })).rejects.toMatchObject({ code: "RUN_VERSION" });
    await expect(load({ ...run, colour: 1 })).rejects.toThrow(/colour/);
    const { network: _, ...without } = run;
    await expect(load(without)).rejects.toThrow(/network/);
  });

  test("a path where there is nothing, with the runs beside it", async () => {
    const runs = mkdtempSync(join(tmpdir(), "tenet-runs-"));
    mkdirSync(join(runs, "alice"));
    writeFileSync(join(runs, "alice", "run.json"), "{}");
    const missing = await loadRun(join(runs, "alise")).catch((error: unknown) => error);
    expect(missing).toMatchObject({ code: "NO_RUN", message: expect.stringMatching(/There is \S+alice\.$/) });
  });

  test("a name that only browsers keep", async () => {
    await expect(saveRun("indexeddb://own", someRun())).rejects.toThrow(/Only browsers have IndexedDB/);
    expect(await keptRuns()).toEqual([]);
  });
});
