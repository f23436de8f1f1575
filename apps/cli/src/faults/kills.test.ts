import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { integer, seed } from "@tenetjs/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTenet } from "../terminal/child.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

/** `pnpm faults` kills a run a thousand times, or as often as TENET_KILLS says. */
const kills = Number(process.env.TENET_KILLS ?? (process.env.TENET_FAULTS === "large" ? 1000 : 4));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-kills-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = ["the-lighthouse", "--hidden", "8", "--window", "10", "--batch", "8", "--evaluate-every", "5"];
const options = ["--backend", "wasm", "--threads", "1", "--sample-every", "0", "--save-every", "3"];
const files = [runFiles.checkpoint, runFiles.weights, runFiles.best];

test(
  `a run that is killed ${kills} times, at any moment, ends as one that never stopped`,
  async () => {
    const [killed, whole] = [join(directory, "killed"), join(directory, "whole")];
    const rng = seed(`when to kill ${kills}`);
    let last = 0;
    for (let round = 0; round < kills; round += 1) {
      const hasBegun = existsSync(join(killed, runFiles.checkpoint));
      const command = hasBegun ? ["resume", killed] : ["train", "text", ...small, "--out", killed];
      const child = startTenet([...command, ...options, "--steps", "1000000"]);
      // One in four dies at any moment of its start. The others make some progress first, or the run would never end.
      if (integer(rng, 4) === 0) await wait(integer(rng, 1500));
      else await progress(killed, hasBegun ? last : -1, child);
      await wait(integer(rng, 40));
      expect(child.process.exitCode, child.errors()).toBeNull();
      child.process.kill("SIGKILL");
      expect(await child.ended).toBe("SIGKILL");
      // A wrong checksum is an error.
      for (const name of files) if (existsSync(join(killed, name))) await readCheckpoint(join(killed, name));
      const step = existsSync(join(killed, runFiles.checkpoint)) ? await stepOf(killed) : 0;
      expect(step).toBeGreaterThanOrEqual(last);
      last = step;
      if (kills >= 100 && round % 50 === 49) process.stderr.write(`${round + 1} of ${kills} kills\n`);
    }
    const steps = ["--steps", String(last + 4)];
    expect((await tenet("resume", killed, ...options, ...steps)).message).toBe("");
    await tenet("train", "text", ...small, ...options, ...steps, "--out", whole);
    for (const name of files)
      expect((await readFile(join(killed, name))).equals(await readFile(join(whole, name))), name).toBe(true);
  },
  60_000 + 20_000 * kills,
);

async function stepOf(run: string): Promise<number> {
  return Number((await readCheckpoint(join(run, runFiles.checkpoint))).metadata.step);
}

/** Waits until the run has a checkpoint of a step after `step`. */
async function progress(run: string, step: number, child: ReturnType<typeof startTenet>): Promise<void> {
  const checkpoint = join(run, runFiles.checkpoint);
  while (!existsSync(checkpoint) || (await stepOf(run)) <= step) {
    expect(child.process.exitCode, child.errors()).toBeNull();
    await wait(5);
  }
}
