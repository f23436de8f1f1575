import { existsSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Child, startTenet } from "../terminal/child.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-signals-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = ["train", "text", "the-lighthouse", "--hidden", "16", "--window", "10", "--batch", "8"];
const options = ["--backend", "wasm", "--sample-every", "0"];
const endless = ["--steps", "1000000", "--save-every", "3"];

/** Waits until the run has recorded an event after step `step`: by default that it saved a checkpoint. */
async function reaches(
  out: string,
  step: number,
  { process: child, errors }: Child,
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

test.each(["SIGINT", "SIGHUP"] as const)(
  "%s finishes the step, saves, and prints the command that continues",
  async (signal) => {
    const out = join(directory, `stopped by ${signal}`);
    const started = startTenet([...small, ...options, ...endless, "--out", out]);
    await reaches(out, 0, started);
    started.process.kill(signal);
    expect(await started.ended).toBe(130);
    const step = await stepOf(out);
    const command = `tenet resume '${out}' --steps 1000000`;
    expect(started.errors()).toContain(`stopped after step ${step}. Continue with: ${command}`);
    const more = await tenet("resume", out, ...options, "--steps", String(step + 2));
    expect(more).toMatchObject({ exitCode: 0, message: "" });
  },
);

test("Ctrl-C works between evaluations and saves, and with --json the last line is the interruption", async () => {
  const out = join(directory, "interrupted");
  const nothing = ["--evaluate-every", "1000000", "--save-every", "1000000"];
  const started = startTenet([...small, ...options, ...endless, ...nothing, "--json", "--out", out]);
  await reaches(out, 0, started, "step");
  started.process.kill("SIGINT");
  expect(await started.ended).toBe(130);
  const lines = started.output().trim().split("\n");
  const resume = `tenet resume ${out} --steps 1000000`;
  expect(JSON.parse(lines.at(-1) as string)).toEqual({
    event: "interrupted",
    step: await stepOf(out),
    resume,
  });
});

test("Ctrl-C before the first step is heeded", async () => {
  const out = join(directory, "at-once");
  // As early as the run can be resumed.
  const stop = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const { rename } = fs.promises;
    fs.promises.rename = async (from, to) => {
      await rename(from, to);
      if (String(to).endsWith("run.json")) process.kill(process.pid, "SIGINT");
    };
    syncBuiltinESMExports();`;
  const started = startTenet([...small, ...options, ...endless, "--json", "--out", out], { before: stop });
  expect(await started.ended).toBe(130);
  expect(JSON.parse(started.output().trim().split("\n").at(-1) as string).event).toBe("interrupted");
  expect(await stepOf(out)).toBeLessThanOrEqual(1);
});

/** Statements that send the process a signal at the moment when its directory is locked. */
const stopAtLock = (signal: NodeJS.Signals) => `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const { linkSync } = fs;
  fs.linkSync = (from, to) => {
    linkSync(from, to);
    if (String(to).endsWith("lock.json")) process.kill(process.pid, "${signal}");
  };
  syncBuiltinESMExports();`;

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s between the lock of the directory and the first save is heeded, and leaves no lock",
  async (signal) => {
    const out = join(directory, `locked then ${signal}`);
    const before = stopAtLock(signal);
    const started = startTenet([...small, ...options, ...endless, "--json", "--out", out], { before });
    expect(await started.ended).toBe(130);
    expect(JSON.parse(started.output().trim().split("\n").at(-1) as string).event).toBe("interrupted");
    expect(existsSync(join(out, "lock.json"))).toBe(false);
    const step = await stepOf(out);
    expect(step).toBeLessThanOrEqual(1);

    const resumed = startTenet(["resume", out, ...options, "--steps", "1000000"], { before });
    expect(await resumed.ended).toBe(130);
    const command = `tenet resume '${out}' --steps 1000000`;
    expect(resumed.errors()).toMatch(new RegExp(`stopped after step \\d+\\. Continue with: ${command}`));
    expect(existsSync(join(out, "lock.json"))).toBe(false);
    expect(await stepOf(out)).toBeLessThanOrEqual(step + 1);
  },
);

test("a second signal between the lock of the directory and the first save ends the process at once, without its lock", async () => {
  const out = join(directory, "locked then two");
  const twice = stopAtLock("SIGTERM").replace(
    /process\.kill\(.*?\);/,
    (kill) => `${kill} setTimeout(() => { ${kill} });`,
  );
  const started = startTenet([...small, ...options, ...endless, "--out", out], { before: twice });
  expect(await started.ended).toBe(130);
  expect(existsSync(join(out, "lock.json"))).toBe(false);
});

test("a signal right after the lock of a sweep is heeded, and leaves no lock", async () => {
  const [file, out] = [join(directory, "sweep.yaml"), join(directory, "swept")];
  await writeFile(file, "task: palindrome\noptions: { length: 3, steps: 2 }\naxes: { cell: [rnn, gru] }\n");
  const started = startTenet(["sweep", file, "--out", out], { before: stopAtLock("SIGTERM") });
  expect([await started.ended, started.errors()]).toEqual([
    130,
    expect.stringContaining(`2 jobs left. Continue with: tenet sweep ${file} --out ${out}`),
  ]);
  expect(existsSync(join(out, "lock.json"))).toBe(false);
});

test("the last step is saved before the last evaluation, which can be stopped, and a resume completes the run", async () => {
  const [stopped, whole] = [join(directory, "stopped-late"), join(directory, "never-stopped")];
  // Small batches, so that the evaluation takes a while.
  const sizes = ["--batch", "1", "--window", "4", "--validation-share", "0.6"];
  const steps = [...sizes, "--steps", "6", "--evaluate-every", "3"];
  await tenet(...small, ...options, ...steps, "--out", whole);
  // A signal at the moment when the checkpoint of the last step is there.
  const stop = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const { appendFileSync } = fs;
    fs.appendFileSync = (path, line, options) => {
      appendFileSync(path, line, options);
      if (line.includes('"saved","step":6')) process.kill(process.pid, "SIGTERM");
    };
    syncBuiltinESMExports();`;
  const started = startTenet([...small, ...options, ...steps, "--out", stopped], { before: stop });
  expect(await started.ended).toBe(130);
  expect(started.errors()).toContain(
    `stopped after step 6. Continue with: tenet resume ${stopped} --steps 6`,
  );
  expect(existsSync(join(stopped, "weights.safetensors"))).toBe(false);
  // Without --steps, to the number of steps that it was to have.
  const resumed = await tenet("resume", stopped, ...options);
  expect(resumed).toMatchObject({ exitCode: 0, message: "" });
  for (const file of ["checkpoint.safetensors", "weights.safetensors", "best.safetensors", "curves.svg"])
    expect((await readFile(join(stopped, file))).equals(await readFile(join(whole, file))), file).toBe(true);
  const again = await tenet("resume", stopped, ...options, "--steps", "6");
  expect(again.message).toContain("more than the 6 steps already done");
});

test("a run whose reader ends saves and ends as on Ctrl-C; one whose output cannot be written goes on", async () => {
  const out = join(directory, "unread");
  const started = startTenet([...small, ...options, ...endless, "--json", "--out", out]);
  started.process.stdout?.once("data", () => started.process.stdout?.destroy());
  expect(await started.ended).toBe(130);
  expect(started.errors()).toContain("nobody reads standard output any more: stopping after this step");
  expect(await stepOf(out)).toBeGreaterThan(0);

  if (!existsSync("/dev/full")) return;
  const full = openSync("/dev/full", "w");
  const lost = join(directory, "lost-output");
  const goesOn = startTenet([...small, ...options, "--steps", "4", "--json", "--out", lost], {
    stdio: ["ignore", full, "pipe"],
  });
  expect(await goesOn.ended).toBe(1);
  expect(goesOn.errors()).toMatch(/^tenet: cannot write to standard output: ENOSPC[^\n]*\n$/);
  expect(existsSync(join(lost, "curves.svg"))).toBe(true);
  const sample = startTenet(["sample", lost, "--backend", "wasm"], { stdio: ["ignore", full, "pipe"] });
  expect(await sample.ended).toBe(1);
  expect(sample.errors()).toMatch(/^tenet: cannot write to standard output: ENOSPC[^\n]*\n$/);
});
