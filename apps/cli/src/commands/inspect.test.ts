import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeSafetensors } from "@tenetjs/checkpoints";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FileReport } from "../inspect/describe-file.ts";
import { twoTextsRun } from "../tasks/text/two-texts-run.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-inspect-"));
  run = await twoTextsRun(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function reportOf(...args: string[]): Promise<FileReport> {
  const { lines, exitCode, message } = await tenet("inspect", ...args, "--json");
  expect([message, exitCode, lines.length]).toEqual(["", 0, 1]);
  return JSON.parse(lines[0] ?? "") as FileReport;
}

test("the report has the options, vocabulary and tensors of a run, with its best weights if it saved them", async () => {
  const report = await reportOf(run);
  expect(report.file).toBe(join(run, "best.safetensors"));
  expect(report.bytes).toBe((await readFile(report.file)).length);
  expect(report.run).toMatchObject({ task: "text", options: { cell: "lstm", hiddenSize: 8, time: 10 } });
  expect(report.run?.data).not.toHaveProperty("vocabulary");
  expect(report.run?.options).not.toHaveProperty("embedding");
  expect(report.vocabulary).toMatchObject({ kind: "characters", size: report.vocabulary?.tokens.length });
  const size = report.vocabulary?.size ?? 0;
  expect(Object.fromEntries(report.tensors.map(({ name, shape }) => [name, shape]))).toEqual({
    "recurrent.layers.0.wx": [size, 32],
    "recurrent.layers.0.wh": [8, 32],
    "recurrent.layers.0.b": [32],
    "head.w": [8, size],
    "head.b": [size],
  });
  // An LSTM of n units has 4n(d + n + 1) parameters, its head K(n + 1).
  expect(report.parameters).toBe(4 * 8 * (size + 8 + 1) + size * (8 + 1));
  expect(report.values).toBe(report.parameters);
});

test("in a checkpoint, parameters are counted apart from other values", async () => {
  const weights = await reportOf(run);
  const report = await reportOf(run, "--weights", "last");
  expect(report.file).toBe(join(run, "checkpoint.safetensors"));
  expect(report.metadata).toMatchObject({ step: "10" });
  expect(report.parameters).toBe(weights.parameters);
  expect(report.values).toBeGreaterThan(report.parameters);
});

test("without --json the report is lines of text, with paths for nested values", async () => {
  const { text } = await tenet("inspect", run);
  expect(text).toMatch(/^file +.*best\.safetensors \([\d,]+ bytes\)$/m);
  expect(text).not.toMatch(/ null$/m);
  expect(text).toMatch(/^data\n {2}sources\.0\.name +cats$/m);
  expect(text).toMatch(/^vocabulary of \d+ characters\n {2}\\n \(space\) /m);
  expect(text).toMatch(/^ {2}head\.b +F32 +\[\d+\] +\d+ +[\d.e-]+ +-?[\d.e-]+ +[\d.e-]+$/m);
});

test("any safetensors file can be inspected", async () => {
  const file = join(directory, "other.safetensors");
  const tensors = {
    a: { dtype: "F32", shape: [2, 2], data: Float32Array.of(1, -2, 2, 4) },
    b: { dtype: "I64", shape: [1], data: BigInt64Array.of(-3n) },
    c: { dtype: "F32", shape: [2], data: Float32Array.of(1, Number.NaN) },
    none: { dtype: "U8", shape: [0], data: new Uint8Array(0) },
  } as const;
  await writeFile(file, encodeSafetensors(tensors, { run: "not ours", format: "pt" }));
  const report = await reportOf(file);
  expect(report).toMatchObject({ run: null, vocabulary: null, values: 7, parameters: 7 });
  expect(report.metadata).toMatchObject({ run: "not ours", format: "pt" });
  expect(report.tensors).toEqual([
    { name: "a", dtype: "F32", shape: [2, 2], values: 4, norm: 5, smallest: -2, largest: 4 },
    { name: "b", dtype: "I64", shape: [1], values: 1, norm: 3, smallest: -3, largest: -3 },
    { name: "c", dtype: "F32", shape: [2], values: 2, norm: null, smallest: null, largest: null },
    { name: "none", dtype: "U8", shape: [0], values: 0, norm: 0 },
  ]);
  const { text } = await tenet("inspect", file);
  expect(text).toMatch(/ c +F32 +\[2\] +2 +NaN/);
  expect(text).toMatch(/ none +U8 +\[0\] +0 +0\.000 +- +-$/m);
});

test("without --json, names and values of millions of characters are cut, with their lengths", async () => {
  const file = join(directory, "long.safetensors");
  const long = "y".repeat(1_000_000);
  const tensors = { [long]: { dtype: "U8", shape: [0], data: new Uint8Array(0) } } as const;
  await writeFile(file, encodeSafetensors(tensors, { note: long, [long]: "z" }));
  const { text } = await tenet("inspect", file);
  expect(text.length).toBeLessThan(3000);
  expect(text.match(/yyy\.\.\. \(1,000,000 characters\)/g)).toHaveLength(3);
  expect((await tenet("inspect", file, "--json")).text).toContain(long);
});

test("a run that is not on text has options but no vocabulary", async () => {
  const out = join(directory, "palindromes");
  await tenet(
    ...["train", "palindrome", "--length", "4", "--hidden", "4", "--batch", "4", "--steps", "1"],
    ...["--backend", "wasm", "--out", out],
  );
  expect(await reportOf(out)).toMatchObject({
    run: { task: "palindrome", options: { length: 4 } },
    vocabulary: null,
  });
});

test("a missing path, an empty directory and a damaged file are reported, the damage with its byte", async () => {
  const missing = await tenet("inspect", join(directory, "none"));
  expect([missing.exitCode, missing.text]).toEqual([1, ""]);
  expect(missing.message).toMatch(/got nothing at/);
  const empty = join(directory, "empty");
  await mkdir(empty);
  expect((await tenet("inspect", empty)).message).toMatch(/got a directory without best\.safetensors or/);
  expect((await tenet("inspect", empty, "--weights", "best")).message).toMatch(
    /got a directory without best\.safetensors\./,
  );
  const bytes = await readFile(join(run, "best.safetensors"));
  const claims = join(directory, "claims.safetensors");
  const huge = Buffer.from(bytes);
  huge.writeBigUInt64LE(2n ** 60n, 0);
  await writeFile(claims, huge);
  expect((await tenet("inspect", claims)).message).toMatch(
    /claims\.safetensors.*at byte 0.*1152921504606846976/,
  );
});
