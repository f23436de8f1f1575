import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cellNames } from "@tenetjs/models";
import { optimizerNames } from "@tenetjs/training";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { taskEntries } from "../tasks/all-tasks.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { allCommands } from "./all-commands.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { text, message } = await tenet("completion", shell);
    expect(message).toBe("");
    await writeFile(join(directory, `tenet.${shell}`), text);
  }
  await writeFile(join(directory, "a text.txt"), "");
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Whether a shell is installed. With TENET_REQUIRE_SHELLS=1, it has to be. */
function has(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit 0"], { stdio: "ignore" });
    return true;
  } catch (error) {
    if (process.env.TENET_REQUIRE_SHELLS === "1") throw error;
    return false;
  }
}

/** Why the tests of a shell are skipped, if they are. */
function skipped(shell: string): string {
  return has(shell) ? "" : ` (skipped: ${shell} is not installed)`;
}

const commands = [...allCommands.map(({ name }) => name), "help"];
const tasks = taskEntries.map(({ name }) => name);

/** Command lines, the last word of which is being written, and all that may take its place. */
const lines: readonly (readonly [words: readonly string[], expected: readonly string[]])[] = [
  [[""], commands],
  [["re"], ["resume", "reproduce"]],
  [["train", ""], tasks],
  [["train", "text", "--cell", "l"], cellNames.filter((name) => name.startsWith("l"))],
  [["train", "palindrome", "--optimizer", ""], optimizerNames],
  [["train", "palindrome", "--enc"], ["--encoding"]],
  [["train", "text", "--enc"], []],
  [["bench", "co"], ["compare"]],
  [["bench", "compare", "--to"], ["--tolerance"]],
  [["reproduce", "ga"], ["gate"]],
  [["sample", "--temperature", ""], []],
  [["train", "text", "a"], ["a text.txt"]],
  [
    ["sample", "runs/x", "--weights", ""],
    ["best", "last"],
  ],
];

describe.skipIf(!has("bash"))(`bash completes${skipped("bash")}`, () => {
  test.each(lines)("%j", async (words, expected) => {
    const script = `source tenet.bash; compopt() { :; }; COMP_WORDS=(tenet "$@"); COMP_CWORD=$#; _tenet; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)("bash", ["-c", script, "bash", ...words], {
      cwd: directory,
    });
    expect(
      stdout
        .split("\n")
        .filter((word) => word !== "")
        .sort(),
    ).toEqual([...expected].sort());
  });
});

describe.skipIf(!has("fish"))(`fish completes${skipped("fish")}`, () => {
  test.each(lines)("%j", async (words, expected) => {
    const line = ["tenet", ...words].join(" ");
    const script = `source tenet.fish; complete --do-complete ${JSON.stringify(line)}`;
    const { stdout } = await promisify(execFile)("fish", ["--no-config", "-c", script], { cwd: directory });
    const found = stdout.split("\n").map((word) => word.split("\t")[0]?.replaceAll("\\ ", " "));
    expect(found.filter((word) => word !== "").sort()).toEqual([...expected].sort());
  });
});

describe.skipIf(!has("zsh"))(`zsh${skipped("zsh")}`, () => {
  test("finds no fault in its script", async () => {
    await promisify(execFile)("zsh", ["-n", "tenet.zsh"], { cwd: directory });
  });
});

test("the scripts of all shells name all commands, tasks and cells", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { text } = await tenet("completion", shell);
    for (const name of [...commands, ...tasks, ...cellNames]) expect(text, shell).toContain(name);
  }
});

test("another shell is refused with the names of the known ones", async () => {
  const { errors, exitCode } = await tenet("completion", "tcsh");
  expect(errors).toContain("Allowed choices are bash, zsh, fish.");
  expect(exitCode).toBe(2);
});
