import { expect, test } from "vitest";
import { measure } from "./measure.ts";
import type { Subject } from "./subject.ts";

const pace = { rounds: 3, warmUp: 0, turn: 0 };

/** Speaks as `serve` does; its calls take as many milliseconds as the turn's number, from 0 for warming up. */
const counting = `
  console.log("A greeting");
  console.log(JSON.stringify({ ready: true }));
  let turns = 0;
  require("node:readline").createInterface({ input: process.stdin }).on("line", () => {
    console.log(JSON.stringify({ times: [turns++] }));
  });`;

test("each round of a subject is kept, and its warming up is not", async () => {
  const { results, missing } = await measure([subject(counting), subject(counting)], ["step"], pace);
  expect(missing).toEqual([]);
  expect(results.map(({ rounds }) => rounds)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test("a subject that says why it cannot start is left out with its reason", async () => {
  const failing = subject(`console.log(JSON.stringify({ failed: "no memory to share" }))`);
  const { results, missing } = await measure([failing, subject(counting)], ["step"], pace);
  expect(results).toHaveLength(1);
  expect(missing).toEqual([{ subject: "a script, threads: 1", reason: "no memory to share" }]);
});

test("a subject that dies at work is left out with its last words", async () => {
  const dying = subject(`
    console.log(JSON.stringify({ ready: true }));
    process.stdin.once("data", () => { console.error("too hot"); process.exit(3); });`);
  const { results, missing } = await measure([dying], ["step"], pace);
  expect(results).toEqual([]);
  expect(missing[0]?.reason).toBe("it ended with code 3: too hot");
});

test("a program that is not there is left out", async () => {
  const absent = { ...subject(counting), program: "/no/such/program" };
  const { missing } = await measure([absent], ["step"], pace);
  expect(missing[0]?.reason).toContain("ENOENT");
});

function subject(script: string): Subject {
  return { name: "a script", threads: 1, program: process.execPath, args: ["-e", script, "--"], options: {} };
}
