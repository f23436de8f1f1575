import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "./program.ts";
import { collectingTerminal } from "./terminal/collecting-terminal.test.fixture.ts";
import { usageAdvice } from "./usage-advice.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-advice-"));
  for (const name of ["notes.txt", "load.csv", "chat.zip"]) await writeFile(join(directory, name), "");
});
afterAll(() => rm(directory, { recursive: true }));

/** The advice on a command line that Commander refuses. */
async function adviceOn(...args: readonly string[]): Promise<string | undefined> {
  const terminal = collectingTerminal();
  const error = await program(terminal)
    .parseAsync(args, { from: "user" })
    .then(() => undefined)
    .catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(CommanderError);
  return usageAdvice(error as CommanderError, args, terminal);
}

test("a task without train, and a file without its task, are completed", async () => {
  expect(await adviceOn("text", "my book.txt")).toBe("Did you mean: tenet train text 'my book.txt'");
  const train = (name: string) => adviceOn("train", join(directory, name), "--steps", "5");
  expect(await train("notes.txt")).toBe(
    `Did you mean: tenet train text ${join(directory, "notes.txt")} --steps 5`,
  );
  expect(await train("load.csv")).toContain("tenet train series ");
  expect(await train("chat.zip")).toContain("tenet train chat ");
  expect(await adviceOn("train", "alice")).toBe("Did you mean: tenet train text alice");
  expect(await train("missing.txt")).toBeUndefined();
});

test("an option of other commands is found there", async () => {
  expect(await adviceOn("train", "series", "x.csv", "--vocabulary", "words")).toBe(
    "--vocabulary is an option of tenet train text and tenet train chat.",
  );
  expect(await adviceOn("train", "text", "alice", "--horizon=2")).toBe(
    "--horizon is an option of tenet train series.",
  );
  expect(await adviceOn("--steps", "5", "demo")).toMatch(
    /^--steps is an option of tenet demo, tenet train palindrome, .*, and others\.$/,
  );
  expect(await adviceOn("runs", "--nonsense")).toBeUndefined();
});

test("nothing is added to what Commander suggests itself", async () => {
  expect(await adviceOn("trian", "text")).toBeUndefined();
  expect(await adviceOn("sample", "run", "--lenght=3")).toBeUndefined();
});

test("help for an unknown command is refused", async () => {
  expect(await adviceOn("help", "nothing")).toBeUndefined();
});
