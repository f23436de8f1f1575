import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { type RunDescription, runVersion } from "@tenetjs/checkpoints/run-file";
import { configureKernels, wasmForm } from "@tenetjs/kernels";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedBackend } from "../backend.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { kernelsOfResume } from "./kernels-of-resume.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-kernels-"));
});
afterAll(async () => {
  configureKernels({});
  await rm(directory, { recursive: true, force: true });
});

configureKernels({});
const fastest = wasmForm().build;

const digits = ["--length", "3", "--hidden", "8", "--batch", "4", "--steps", "2", "--backend", "wasm"];
const train = (out: string, ...args: string[]) =>
  tenet("train", "palindrome", ...digits, "--out", out, ...args);
const resume = (out: string, steps: number, ...args: string[]) =>
  tenet("resume", out, "--steps", String(steps), "--backend", "wasm", ...args);
const described = async (out: string) => JSON.parse(await readFile(join(out, "run.json"), "utf8"));
const buildsOf = async (out: string) =>
  (await readFile(join(out, "metrics.jsonl"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .flatMap(({ event, kernels }) => (event === "start" ? [kernels.build] : []));

test("a run keeps its kernels, and a resume takes the same", async () => {
  const out = join(directory, "strict");
  await train(out, "--reproducible");
  expect((await described(out)).kernels).toBe("strict");
  expect((await resume(out, 3)).message).toBe("");
  expect(await buildsOf(out)).toEqual(["strict", "strict"]);
});

test("a run that becomes reproducible stays so", async () => {
  const out = join(directory, "becomes-strict");
  await train(out);
  expect((await described(out)).kernels).toBe(fastest);
  expect((await resume(out, 3, "--reproducible")).message).toBe("");
  expect((await described(out)).kernels).toBe("strict");
  await resume(out, 4);
  expect(await buildsOf(out)).toEqual([fastest, "strict", "strict"]);
});

test("a run of version 1 goes on with strict kernels, which all of them had", async () => {
  const out = join(directory, "old");
  await train(out);
  const file = join(out, "checkpoint.safetensors");
  const { tensors, metadata } = await readCheckpoint(file);
  const { task, options, data } = JSON.parse(metadata.run as string) as RunDescription;
  const old = { version: 1, task, options, data };
  await writeCheckpoint(file, tensors, { ...metadata, run: JSON.stringify(old) });
  await writeFile(join(out, "run.json"), JSON.stringify(old));
  expect((await resume(out, 3)).message).toBe("");
  expect(await described(out)).toMatchObject({ version: runVersion, kernels: "strict" });
});

test("a run with relaxed SIMD is refused where there is none, unless it is to be reproducible", () => {
  const on = (build: "strict" | "relaxed" | null) =>
    ({ kernels: build === null ? null : { build, revectorized: false } }) as StartedBackend;
  const given = { reproducible: false };
  expect(() => kernelsOfResume({ kernels: "relaxed" }, { ...given, backend: on("strict") })).toThrow(
    expect.objectContaining({ code: "RESUME_REFUSED", message: expect.stringContaining("--reproducible") }),
  );
  const reproducible = { reproducible: true, backend: on("strict") };
  expect(kernelsOfResume({ kernels: "relaxed" }, reproducible)).toBe("strict");
  expect(kernelsOfResume({ kernels: null }, { ...given, backend: on("relaxed") })).toBe("relaxed");
  expect(kernelsOfResume({ kernels: "relaxed" }, { ...given, backend: on(null) })).toBe("relaxed");
});
