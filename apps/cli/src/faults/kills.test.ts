import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { nodeEnvironment } from "@tenetjs/bench/internals";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { integer, type Rng, seed } from "@tenetjs/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Child, startTenet } from "../terminal/child.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

/** `pnpm faults` kills a run a thousand times, or as often as TENET_KILLS says, and goes on where it was stopped. */
const large = process.env.TENET_FAULTS === "large";
const kills = Number(process.env.TENET_KILLS ?? (large ? 1000 : 30));
const keptIn = join(import.meta.dirname, "../../../../runs/kills");

let directory: string;
beforeAll(async () => {
  directory = large ? keptIn : await mkdtemp(join(tmpdir(), "tenet-kills-"));
  await mkdir(directory, { recursive: true });
});
// The large form removes its directory at its end, and keeps it when it is stopped.
afterAll(() => (large ? undefined : rm(directory, { recursive: true, force: true })));

const network = [
  "the-lighthouse",
  "--hidden",
  "8",
  "--window",
  "10",
  "--batch",
  "8",
  "--evaluate-every",
  "5",
];
const options = ["--backend", "wasm", "--threads", "1", "--sample-every", "0"];
const files = [runFiles.checkpoint, runFiles.weights, runFiles.best];

/** What has been done: the kills, the processes for them, and the step of the last checkpoint. */
type Progress = {
  readonly commit: string;
  readonly kills: number;
  readonly processes: number;
  readonly step: number;
};

test(
  `a run that is killed ${kills} times, at any moment, ends as one that never stopped`,
  async () => {
    const [killed, whole, kept] = ["killed", "whole", "progress.json"].map((name) =>
      join(directory, name),
    ) as [string, string, string];
    const { commit } = nodeEnvironment();
    let done = await earlier(kept, commit);
    for (const old of done.kills === 0 ? [killed, whole] : [whole])
      await rm(old, { recursive: true, force: true });
    while (done.kills < kills) {
      const rng = seed(`process ${done.processes} to kill`);
      const isKilled = await kill(killed, done.step, rng);
      // A wrong checksum is an error.
      for (const name of files) if (existsSync(join(killed, name))) await readCheckpoint(join(killed, name));
      const step = await stepOf(killed);
      expect(step).toBeGreaterThanOrEqual(done.step);
      done = { commit, kills: done.kills + Number(isKilled), processes: done.processes + 1, step };
      if (!large) continue;
      await writeFile(kept, JSON.stringify(done));
      if (isKilled && done.kills % 50 === 0) process.stderr.write(`${done.kills} of ${kills} kills\n`);
    }
    // On a slow machine the kills may leave few steps, and the first evaluation writes the best weights.
    const steps = ["--steps", String(Math.max(done.step, 5) + 2)];
    expect((await tenet("resume", killed, ...options, ...steps)).message).toBe("");
    await tenet("train", "text", ...network, ...options, ...steps, "--out", whole);
    for (const name of files)
      expect((await readFile(join(killed, name))).equals(await readFile(join(whole, name))), name).toBe(true);
    if (large) await rm(directory, { recursive: true, force: true });
  },
  60_000 + 20_000 * kills,
);

/** What an earlier process of the large form has done on the same commit; otherwise nothing. */
async function earlier(file: string, commit: string): Promise<Progress> {
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Progress) : undefined;
  return kept?.commit === commit ? kept : { commit, kills: 0, processes: 0, step: 0 };
}

/** How long the first process took to its first checkpoint, in milliseconds: nearly all of it is its start. */
let startTime: number | undefined;

/**
 * Lets a process go on with the run in `killed`, which has done `step` steps, and kills it: during its start, some moments after it has saved, or in the midst of an
 * operation on files. Returns whether it was killed: one that is to die at a late operation may end before.
 */
async function kill(killed: string, step: number, rng: Rng): Promise<boolean> {
  const checkpoint = join(killed, runFiles.checkpoint);
  const command = existsSync(checkpoint)
    ? ["resume", killed]
    : ["train", "text", ...network, "--out", killed];
  const start = (steps: number, before = "") =>
    startTenet([...command, ...options, "--save-every", "1", "--steps", String(steps)], { before });
  const endless = 1_000_000;
  const way = startTime === undefined ? 1 : integer(rng, 4);
  if (way < 2) {
    const [started, from] = [performance.now(), versionOf(checkpoint)];
    const child = start(endless);
    if (way === 1) {
      await until(() => versionOf(checkpoint) !== from, child);
      startTime ??= performance.now() - started;
      await wait(integer(rng, 40));
    } else await wait(integer(rng, Math.ceil(startTime as number)));
    expect(child.process.exitCode, child.errors()).toBeNull();
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    return true;
  }
  // A save has six operations, and a resume from step 0 has 26 before its first step. The steps of half of these processes end soon, so that they die in what comes after.
  const steps = way === 2 ? endless : step + 1 + integer(rng, 2);
  const child = start(steps, dying(killed, 1 + integer(rng, 60)));
  const ended = await child.ended;
  expect(ended === "SIGKILL" || (ended === 0 && steps < endless), child.errors()).toBe(true);
  return ended === "SIGKILL";
}

/** Statements that let a process die at its operation number `nth` on files below `path`. */
function dying(path: string, nth: number): string {
  const support = new URL("./die-at.test.support.ts", import.meta.url).href;
  return `(await import(${JSON.stringify(support)})).dieAt(${JSON.stringify(path)}, ${nth});`;
}

/** The step of the checkpoint of `run`; 0 without one. */
async function stepOf(run: string): Promise<number> {
  const checkpoint = join(run, runFiles.checkpoint);
  return existsSync(checkpoint) ? Number((await readCheckpoint(checkpoint)).metadata.step) : 0;
}

/** What tells a file from the one that replaces it. */
function versionOf(path: string): string {
  const { ino, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${ino} ${mtimeMs}`;
}

async function until(isSo: () => boolean, child: Child): Promise<void> {
  while (!isSo()) {
    expect(child.process.exitCode, child.errors()).toBeNull();
    await wait(5);
  }
}
