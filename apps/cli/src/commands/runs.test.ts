import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describedRun } from "@tenetjs/checkpoints/run-file";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListedRun } from "../run-list/find-runs.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-runs-"));
  const small = ["--hidden", "4", "--batch", "4", "--steps", "4", "--report-every", "2", "--backend", "cpu"];
  await tenet("train", "palindrome", ...small, "--cell", "gru", "--out", join(directory, "deep", "finished"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function listed(...args: readonly string[]): Promise<readonly ListedRun[]> {
  const { lines, message } = await tenet("runs", directory, "--json", ...args);
  expect(message).toBe("");
  return (JSON.parse(lines[0] ?? "") as { runs: ListedRun[] }).runs;
}

/** A run with these events in its metrics, last written to in that year. */
async function madeUp(name: string, year: number, events: readonly object[], description?: string) {
  const run = join(directory, name);
  await mkdir(run, { recursive: true });
  const options = { cell: "rnn", classes: 3, input: { kind: "vector", size: 4 } } as const;
  const known = describedRun({
    network: { kind: "step-classifier", options },
    vocabulary: null,
    task: "copy",
    options: { cell: "rnn" },
    data: null,
  });
  await writeFile(join(run, "run.json"), description ?? JSON.stringify(known));
  const metrics = join(run, "metrics.jsonl");
  await writeFile(metrics, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await utimes(metrics, new Date(year, 0), new Date(year, 0));
}

test("a run that trained to its end is finished, with its last losses", async () => {
  const [run] = await listed();
  expect(run).toMatchObject({
    run: join(directory, "deep", "finished"),
    ...{ task: "palindrome", cell: "gru", step: 4, steps: 4, state: "finished" },
  });
  expect(run?.loss).toBeGreaterThan(0);
  expect(run?.heldOutLoss).toBeGreaterThan(0);
  expect(Date.now() - Date.parse(run?.changed ?? "")).toBeLessThan(600_000);
});

test("the last event decides the state, and the last change the order", async () => {
  const start = { event: "start", step: 0, steps: 9 };
  const step = { event: "step", step: 3, loss: 1.5 };
  await madeUp("a", 2001, [start, step]);
  await madeUp("b", 2002, [start, step, { event: "interrupted", step: 3 }]);
  await madeUp("c", 2003, [start, { event: "failed", step: 2 }]);
  await madeUp("d", 2004, [start, step, { event: "interrupted", step: 3 }, { ...start, step: 3 }]);
  await madeUp("e", 2005, [], "{");
  await madeUp("f", 2006, [], JSON.stringify({ version: 99, task: "copy", options: { cell: "rnn" } }));
  await madeUp("node_modules/g", 2007, []);
  const runs = (await listed()).slice(1);
  expect(runs.map(({ run, state }) => [run.slice(directory.length + 1), state])).toEqual([
    ["f", "unreadable"],
    ["e", "unreadable"],
    ["d", "unfinished"],
    ["c", "failed"],
    ["b", "stopped"],
    ["a", "unfinished"],
  ]);
  expect(runs.at(-1)).toMatchObject({ task: "copy", step: 3, steps: 9, loss: 1.5, heldOutLoss: null });
  const { lines } = await tenet("runs", directory);
  expect(lines[0]).toMatch(/^run +task +cell +steps +loss +held-out +changed +state$/);
  expect(lines.at(-1)).toMatch(/a +copy +rnn +3 of 9 +1\.5000 +2001-01-01 00:00 +unfinished$/);
});

test("a directory without runs says so, and one that does not exist is an error", async () => {
  const empty = join(directory, "empty");
  await mkdir(empty);
  expect((await tenet("runs", empty)).lines).toEqual([`no runs in ${empty}`]);
  const { message, exitCode } = await tenet("runs", join(directory, "nowhere"));
  expect(message).toContain("runs: expected a directory at ");
  expect(exitCode).toBe(1);
});

test("a description that is not one of ours is unreadable, whatever it says", async () => {
  const strange = join(directory, "strange");
  await mkdir(strange);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      await writeFile(join(strange, "run.json"), text);
      const { lines, message } = await tenet("runs", strange);
      expect([message, lines.length]).toEqual(["", 2]);
      expect(lines[1]).toMatch(/ unreadable$/);
    }),
    { numRuns: 30 },
  );
});
