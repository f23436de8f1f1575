import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerLimit } from "@tenetjs/testing/limits";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTenet } from "../terminal/child.test.fixture.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tenet-sweeps-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const small = `
task: palindrome
options: { length: 3, hidden: 4, batch: 4, encoding: one-hot, evaluate-every: 10, steps: 20 }
axes:
  cell: [rnn, gru]
points:
  - { learning-rate: 0.01 }
  - { learning-rate: 3e38 }
`;

async function fileWith(name: string, text: string): Promise<string> {
  const file = join(root, name);
  await writeFile(file, text);
  return file;
}

describe("tenet sweep", () => {
  test("trains every trial, keeps those that diverged as results, and writes table, figures, CSV and JSON", async () => {
    const [file, out] = [await fileWith("small.yaml", small), join(root, "small")];
    const args = ["sweep", file, "--out", out, "--jobs", "2"] as const;
    const { lines, message } = await tenet(...args);
    expect(message).toBe("");
    expect(lines[0]).toMatch(/^cell +learning-rate +steps +seeds +failed +heldOut\.loss$/);
    expect(lines.filter((line) => line.includes("diverged"))).toHaveLength(2);
    expect(lines.at(-1)).toMatch(/^4 of 4 trials in /);
    const { trials } = JSON.parse(await readFile(join(out, "trials.json"), "utf8"));
    expect(trials.map(({ result }: { result: { outcome: string } }) => result.outcome)).toEqual([
      ...["done", "done", "diverged", "diverged"],
    ]);
    const csv = await readFile(join(out, "trials.csv"), "utf8");
    expect(csv.split("\r\n")[0]).toBe(
      "trial,cell,learning-rate,seed,outcome,steps,heldOut.loss,heldOut.accuracy,train.loss,train.accuracy,parameters,seconds,weights,message",
    );
    expect(await readFile(join(out, "index.html"), "utf8")).toContain("in parallel coordinates");
    expect(existsSync(join(out, "figures", "by-axis.svg"))).toBe(true);
    // A trial is a run like any other.
    expect((await tenet("inspect", join(out, "trials", trials[0].id))).message).toBe("");

    const again = await tenet(...args, "--json");
    expect(again.errors).toContain("4 results are already there");
    expect(JSON.parse(again.text)).toMatchObject({
      trials: 4,
      finished: 4,
      open: 0,
      best: { id: trials[0].id },
    });
  });

  test("trains the example of the guide, here with fewer draws, units and steps", async () => {
    const example = await readFile(new URL("../../examples/cells.yaml", import.meta.url), "utf8");
    const smaller = { "hidden: 32": "hidden: 4", "every: 200": "every: 2", "steps: 600": "steps: 6" };
    const fewer = { "count: 4": "count: 1", "from: 200": "from: 2" };
    const text = Object.entries({ ...smaller, ...fewer }).reduce((all, [old, now]) => {
      expect(all).toContain(old);
      return all.replace(old, now);
    }, example);
    const out = join(root, "example");
    const { lines, message } = await tenet(
      "sweep",
      await fileWith("cells.yaml", text),
      "--out",
      out,
      "--jobs",
      "2",
    );
    expect(message).toBe("");
    expect(lines.at(-1)).toMatch(/^3 of 3 trials in /);
    const { trials } = JSON.parse(await readFile(join(out, "trials.json"), "utf8"));
    expect(trials.filter(({ result }: { result: { step: number } }) => result.step === 6)).not.toEqual([]);
  });

  test("after SIGKILL and after Ctrl-C the same command goes on, to the bit", async () => {
    const [out, whole] = [join(root, "long"), join(root, "whole")];
    const withSteps = (steps: number) =>
      fileWith(
        "long.yaml",
        `task: palindrome
options: { length: 3, hidden: 4, batch: 4, encoding: one-hot, evaluate-every: 1000, steps: ${steps} }`,
      );
    const file = await withSteps(1_000_000);
    const args = (directory: string) => [
      "sweep",
      file,
      "--out",
      directory,
      "--jobs",
      "1",
      "--save-every",
      "10",
    ];
    // The steps are no part of what a trial is: with more of them, it goes on.
    const [{ id }] = JSON.parse((await tenet("sweep", file, "--dry-run", "--json")).text).trials as [
      { id: string },
    ];
    const run = (name: string) => join(out, "trials", id, name);
    const saves = () =>
      existsSync(run("metrics.jsonl"))
        ? readFileSync(run("metrics.jsonl"), "utf8").split('"saved"').length - 1
        : 0;
    for (const signal of ["SIGKILL", "SIGINT"] as const) {
      const before = saves();
      const child = startTenet(args(out));
      await expect.poll(saves, { timeout: answerLimit }).toBeGreaterThan(before);
      child.process.kill(signal);
      expect(await child.ended).toBe(signal === "SIGINT" ? 130 : signal);
      if (signal === "SIGINT") expect(child.errors()).toContain("1 job left. Continue with: tenet sweep");
      // The process of the trial ends by itself, once it finds that the other is gone.
      await expect.poll(() => existsSync(run("lock.json")), { timeout: answerLimit }).toBe(false);
    }
    const { step } = JSON.parse(
      readFileSync(run("metrics.jsonl"), "utf8").trimEnd().split("\n").at(-1) as string,
    );
    await withSteps(step + 10);
    const weights = [];
    for (const directory of [out, whole]) {
      expect((await tenet(...args(directory))).message).toBe("");
      weights.push(
        JSON.parse(await readFile(join(directory, "trials.json"), "utf8")).trials[0].result.weights,
      );
    }
    expect(weights[0]).toBe(weights[1]);
  });

  test("a sweep on a chat is not sent to a queue, not even to one that is not there", async () => {
    const chat = await fileWith("_chat.txt", "13/03/24, 14:07 - Ann: hi\n".repeat(50));
    const file = await fileWith("chat.yaml", `task: chat\ntexts: [${chat}]\naxes: { cell: [rnn, gru] }\n`);
    const out = join(root, "chat-sweep");
    const refused = await tenet("sweep", file, "--out", out, "--queue", "redis://127.0.0.1:1");
    expect([refused.exitCode, refused.message]).toEqual([
      2,
      "--queue: expected a task whose texts may be sent, got the task chat, whose texts stay on this machine. Leave out --queue.",
    ]);
  });

  test("a file at fault is refused before anything is made", async () => {
    const file = await fileWith("bad.yaml", "task: adding\naxes:\n  hidden: [12, 0]");
    const { exitCode, message } = await tenet("sweep", file, "--out", join(root, "bad"));
    expect(exitCode).toBe(2);
    expect(message).toContain("bad.yaml, line 3: expected a valid axes.hidden[1], got 0.");
    expect(existsSync(join(root, "bad"))).toBe(false);
    expect((await tenet("sweep", join(root, "none.yaml"))).message).toContain("none.yaml");
  });
});
