import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { integer, seed } from "@tenetjs/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-signals-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = ["train", "text", "the-lighthouse", "--hidden", "16", "--window", "10", "--batch", "8"];
const options = ["--backend", "wasm", "--sample-every", "0"];
const endless = ["--steps", "1000000", "--save-every", "3"];
const evaluations = ["--evaluate-every", "5"];

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const program = `import { main } from ${JSON.stringify(main)}; await main(process.argv.slice(1));`;

type Started = { readonly child: ChildProcess; readonly output: () => string; readonly errors: () => string };

function startTenet(...args: readonly string[]): Started {
  const child = spawn(
    process.execPath,
    ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program, ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let [output, errors] = ["", ""];
  child.stdout?.on("data", (data) => {
    output += data;
  });
  child.stderr?.on("data", (data) => {
    errors += data;
  });
  return { child, output: () => output, errors: () => errors };
}

/** Waits until the run has recorded an event after step `step`: by default that it saved a checkpoint. */
async function reaches(
  out: string,
  step: number,
  { child, errors }: Started,
  event = "saved",
): Promise<void> {
  const metrics = join(out, "metrics.jsonl");
  for (;;) {
    expect(child.exitCode, errors()).toBeNull();
    const recorded = existsSync(metrics) ? await readFile(metrics, "utf8") : "";
    const pattern = new RegExp(`"event":"${event}","step":(\\d+)`, "g");
    const steps = Array.from(recorded.matchAll(pattern), ([, found]) => Number(found));
    if (steps.some((found) => found > step)) return;
    await wait(5);
  }
}

async function stepOf(out: string): Promise<number> {
  return Number((await readCheckpoint(join(out, "checkpoint.safetensors"))).metadata.step);
}

test("a run that is killed at any moment can be resumed, and ends as one that never stopped", async () => {
  const [killed, whole] = [join(directory, "killed"), join(directory, "whole")];
  const rng = seed("when to kill");
  for (let round = 0; round < 4; round += 1) {
    const began = round === 0 ? 0 : await stepOf(killed);
    const started = startTenet(
      ...(round === 0 ? [...small, ...evaluations] : ["resume", killed]),
      ...[...options, ...endless],
      ...(round === 0 ? ["--out", killed] : []),
    );
    await reaches(killed, began, started);
    await wait(integer(rng, 40));
    const ended = once(started.child, "exit");
    started.child.kill("SIGKILL");
    await ended;
  }
  const steps = String((await stepOf(killed)) + 4);
  expect((await tenet("resume", killed, ...options, "--steps", steps)).message).toBe("");
  await tenet(...small, ...options, ...evaluations, "--steps", steps, "--out", whole);
  for (const file of ["checkpoint.safetensors", "weights.safetensors", "best.safetensors"])
    expect((await readFile(join(killed, file))).equals(await readFile(join(whole, file))), file).toBe(true);
});

test("Ctrl-C finishes the step, saves, and prints the command that continues", async () => {
  const out = join(directory, "interrupted run");
  const started = startTenet(...small, ...options, ...endless, "--out", out);
  await reaches(out, 0, started);
  const ended = once(started.child, "exit");
  started.child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  const step = await stepOf(out);
  const command = `tenet resume '${out}' --steps 1000000`;
  expect(started.errors()).toContain(`stopped after step ${step}. Continue with: ${command}`);
  const more = await tenet("resume", out, ...options, "--steps", String(step + 2));
  expect(more).toMatchObject({ exitCode: 0, message: "" });
});

test("Ctrl-C works between evaluations and saves, and with --json the last line is the interruption", async () => {
  const out = join(directory, "interrupted");
  const nothing = ["--evaluate-every", "1000000", "--save-every", "1000000"];
  const started = startTenet(...small, ...options, ...endless, ...nothing, "--json", "--out", out);
  await reaches(out, 0, started, "step");
  const ended = once(started.child, "exit");
  started.child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  const lines = started.output().trim().split("\n");
  const resume = `tenet resume ${out} --steps 1000000`;
  expect(JSON.parse(lines.at(-1) as string)).toEqual({
    event: "interrupted",
    step: await stepOf(out),
    resume,
  });
});
