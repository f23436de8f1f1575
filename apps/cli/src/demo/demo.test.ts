import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "../program.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-demo-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function demo(...args: string[]) {
  const terminal = collectingTerminal();
  await program(terminal).parseAsync(["demo", "--backend", "wasm", "--steps", "20", ...args], {
    from: "user",
  });
  return terminal;
}

test("prints a row for each network, and writes the figure and the report", async () => {
  const out = join(directory, "people");
  const { lines } = await demo("--out", out);
  expect(lines.filter((line) => /^(RNN|LSTM) +(6|14) +20 +0\.\d{3} +\d\.\d{4}$/.test(line))).toHaveLength(4);
  expect(lines.join("\n")).toContain(join(out, "report.html"));
  const svg = await readFile(join(out, "curves.svg"), "utf8");
  for (const label of ["RNN", "LSTM", "T = 6", "T = 14", "accuracy", "loss (nats)", "chance"])
    expect(svg).toContain(label);
  const html = await readFile(join(out, "report.html"), "utf8");
  expect(html).toContain("<svg");
  expect(html).toContain("On held-out palindromes");
});

test("with --json, standard output is JSON Lines that end with the paths", async () => {
  const { lines } = await demo("--json", "--out", join(directory, "scripts"));
  const events = lines.map((line) => JSON.parse(line));
  expect(events.filter(({ event }) => event === "step")).toHaveLength(8);
  expect(
    events.filter(({ event }) => event === "result").map(({ cell, length }) => `${cell} ${length}`),
  ).toEqual(["rnn 6", "lstm 6", "rnn 14", "lstm 14"]);
  expect(events.at(-1)).toMatchObject({ event: "done", html: join(directory, "scripts", "report.html") });
});

test("the same seed gives the same result, and no tensor leaks", async () => {
  const results = async () => {
    const { lines } = await demo("--json", "--seed", "3", "--out", join(directory, "again"));
    return lines.filter((line) => line.includes('"result"'));
  };
  const first = await results();
  const before = memory().numTensors;
  expect(await results()).toEqual(first);
  expect(memory().numTensors).toBe(before);
});

test("a directory that cannot be written to is reported before anything is trained", async () => {
  await expect(demo("--out", join(import.meta.filename, "below"))).rejects.toMatchObject({
    code: "OUTPUT_UNWRITABLE",
  });
});
