import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-import-"));
  run = await twoTextsRun(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const golden = (file: string) =>
  fileURLToPath(new URL(`../../../../packages/checkpoints/src/golden/${file}`, import.meta.url));

test("a run that went to ONNX, Keras, tfjs-layers and PyTorch returns, and writes what it wrote before", async () => {
  const report = JSON.parse((await tenet("inspect", run, "--json")).lines.join(""));
  const tokens = join(directory, "tokens.json");
  await writeFile(tokens, JSON.stringify(report.vocabulary.tokens));
  const sample = ["--greedy", "--length", "8", "--prompt", report.vocabulary.tokens[1], "--backend", "cpu"];
  const before = (await tenet("sample", run, ...sample)).text;
  for (const [format, file] of [
    ["onnx", "model.onnx"],
    ["pytorch", "model.safetensors"],
    ["keras", "model.keras"],
    ["tfjs", "model.json"],
  ] as const) {
    const [out, imported] = [join(directory, format), join(directory, `${format}-again`)];
    const exported = await tenet("export", run, "--to", format, "--out", out);
    expect(exported.lines[0], exported.message).toBe(join(out, file));
    const again = await tenet(
      ...["import", join(out, file), "--readout", "every", "--tokens", tokens, "--out", imported],
    );
    expect(again.message).toBe("");
    expect((await readdir(imported)).sort()).toEqual(["run.json", "weights.safetensors"]);
    const after = await tenet("sample", imported, ...sample);
    expect(after.text, after.message).toBe(before);
  }
});

test("a file of another program is imported without tokens, described, and not sampled", async () => {
  const out = join(directory, "keras-classifier");
  const { lines } = await tenet("import", golden("keras-classifier.keras"), "--out", out, "--json");
  expect(JSON.parse(lines.join(""))).toMatchObject({
    format: "keras",
    notes: ["taken for a classifier: its 3 logits are the numbers of the head"],
  });
  const forecast = ["--predicts", "numbers", "--out", join(directory, "keras-numbers"), "--json"];
  const stated = await tenet("import", golden("keras-classifier.keras"), ...forecast);
  expect(JSON.parse(stated.lines.join(""))).toMatchObject({ format: "keras", notes: [] });
  const { run: described } = JSON.parse((await tenet("inspect", out, "--json")).lines.join(""));
  expect(described).toMatchObject({ task: null, network: { kind: "sequence-classifier" } });
  expect((await tenet("sample", out)).message).toMatch(/^run: expected a run of one of the tasks/);
  const taken = await tenet("import", golden("keras-classifier.keras"), "--out", out);
  expect(taken.message).toContain(`--out: expected no file of a run in ${out}`);
});

test("what has to be stated is asked for, and what is guessed is told", async () => {
  const file = golden("torch-language.safetensors");
  const out = join(directory, "torch");
  const asked = await tenet("convert", file, "--to", "onnx", "--out", out);
  expect(asked.message).toContain('expected readout: "every" or "last"');
  const { lines, errors } = await tenet("convert", file, "--to", "onnx", "--out", out, "--readout", "every");
  expect(lines).toEqual([join(out, "model.onnx")]);
  expect(errors).toContain("model.lstm.* for 2 recurrent layers (lstm)");
  const back = await tenet("convert", join(out, "model.onnx"), "--to", "pytorch", "--out", out, "--json");
  expect(JSON.parse(back.lines.join(""))).toMatchObject({ from: "onnx", to: "pytorch" });
  expect((await readFile(join(out, "model.safetensors"))).length).toBeGreaterThan(0);
});

test("a pickle is named for what it is", async () => {
  const { message, exitCode } = await tenet(
    "import",
    golden("torch-pickle.pt"),
    "--out",
    join(directory, "no"),
  );
  expect(message).toMatch(/got a pickle of PyTorch.*Save it as safetensors, so:/);
  expect(exitCode).toBe(1);
});
