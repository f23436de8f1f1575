import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../run/metrics-file.ts";
import { isLeftOver } from "../run/run-files.ts";
import { type Outcome, tenet } from "../terminal/tenet.test.fixture.ts";
import { withFault } from "./failing-files.test.support.ts";
import { type Operation, operations } from "./watch-files.test.support.ts";

/** `pnpm faults` lets every operation fail, with each code. Otherwise, every few of them do, with one. */
const large = process.env.TENET_FAULTS === "large";
const codes: Readonly<Record<Operation, readonly string[]>> = {
  open: ["EMFILE", "EACCES", "ENOSPC"],
  write: ["ENOSPC", "EIO", "EDQUOT"],
  sync: ["EIO"],
  rename: ["EACCES", "EIO"],
  append: ["ENOSPC", "EIO"],
  read: ["EIO", "EMFILE"],
};

const sizes = ["--hidden", "3", "--layers", "1", "--window", "4", "--batch", "4", "--sample-every", "0"];
const every = ["--save-every", "2", "--report-every", "2"];
const train = (out: string, steps = 4) =>
  tenet(
    ...["train", "text", text, ...sizes, "--evaluate-every", "2", ...every],
    ...["--backend", "cpu", "--steps", `${steps}`, "--out", out],
  );
const resume = (run: string) => tenet("resume", run, "--backend", "cpu", ...every, "--steps", "6");

let root: string;
let text: string;
let [whole, half, model] = ["", "", ""];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tenet-faults-"));
  text = join(root, "text.txt");
  await writeFile(text, "A short text is enough, since files are what this is about. ".repeat(5));
  [whole, half, model] = [join(root, "whole"), join(root, "half"), join(root, "model")];
  expect(await train(whole, 6)).toMatchObject({ message: "" });
  expect(await train(half)).toMatchObject({ message: "" });
  expect(await tenet("export", half, "--out", model)).toMatchObject({ message: "" });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Lets the operations of `kind` in `work` fail, one after the other, and checks what is left each time. */
async function forEachFault(
  kind: Operation,
  work: (directory: string) => Promise<Outcome>,
  { from, check }: { readonly from?: string; check(directory: string): Promise<void> },
): Promise<number> {
  let faults = 0;
  for (const code of large ? codes[kind] : codes[kind].slice(0, 1)) {
    for (let nth = 1; ; nth += large ? 1 : 3) {
      const directory = join(root, "faulty");
      if (from !== undefined) await cp(from, directory, { recursive: true });
      let outcome: Outcome | undefined;
      const hit = await withFault({ kind, nth, code, directory }, async () => {
        outcome = await work(directory);
      });
      const what = `${kind} ${nth}, of ${hit}: ${code}`;
      if (hit !== undefined) expectFailure(outcome as Outcome, code, what);
      else expect(outcome, what).toMatchObject({ exitCode: 0, message: "" });
      if (existsSync(directory)) {
        const names = await readdir(directory);
        expect(
          names.filter((name) => isLeftOver(name) || name === "lock.json"),
          what,
        ).toEqual([]);
      }
      if (hit !== undefined) await check(directory);
      await rm(directory, { recursive: true, force: true });
      if (hit === undefined) break;
      faults += 1;
    }
  }
  return faults;
}

/** One line for people, with the cause and a file; and an exit code that is not 0. */
function expectFailure({ exitCode, message }: Outcome, code: string, what: string): void {
  expect(exitCode, what).toBeGreaterThan(0);
  expect(message, what).toMatch(new RegExp(`^[^\\n]*${code}: a fault on purpose[^\\n]*$`));
  expect(message, what).toContain(join(root, "faulty"));
}

/** Every file of a run is whole, or not there. */
async function expectWholeFiles(directory: string): Promise<void> {
  for (const name of [runFiles.checkpoint, runFiles.weights, runFiles.best]) {
    // A wrong checksum is an error.
    if (existsSync(join(directory, name))) await readCheckpoint(join(directory, name));
  }
  const description = join(directory, runFiles.run);
  if (existsSync(description))
    expect(await readFile(description, "utf8")).toBe(await readFile(join(whole, runFiles.run), "utf8"));
  for await (const event of readEvents(join(directory, runFiles.metrics)))
    expect(event.event).toBeTypeOf("string");
}

async function expectSameRun(directory: string): Promise<void> {
  for (const name of [runFiles.checkpoint, runFiles.weights, runFiles.best, runFiles.run]) {
    const [one, other] = [await readFile(join(directory, name)), await readFile(join(whole, name))];
    expect(one.equals(other), name).toBe(true);
  }
}

describe.each(operations)("when an operation of the file system fails: %s", (kind) => {
  test("a training leaves whole files, and goes on to the bit", async () => {
    const faults = await forEachFault(kind, (directory) => train(directory), {
      check: async (directory) => {
        await expectWholeFiles(directory);
        // Before its first checkpoint there is nothing of a run, and the same command begins anew.
        const hasBegun = existsSync(join(directory, runFiles.checkpoint));
        if (!hasBegun) expect(await train(directory)).toMatchObject({ message: "" });
        expect(await resume(directory)).toMatchObject({ message: "" });
        await expectSameRun(directory);
      },
    });
    if (kind !== "read") expect(faults).toBeGreaterThan(1);
  });

  test("a resume leaves whole files, and goes on to the bit", async () => {
    const faults = await forEachFault(kind, resume, {
      from: half,
      check: async (directory) => {
        await expectWholeFiles(directory);
        // What failed may have been the very last, after the run was done.
        const again = await resume(directory);
        if (again.exitCode !== 0) expect(again.message).toContain("more than the 6 steps already done");
        await expectSameRun(directory);
      },
    });
    expect(faults).toBeGreaterThan(0);
  });

  test("an export leaves the old file or the new", async () => {
    await forEachFault(kind, (directory) => tenet("export", half, "--out", directory), {
      from: model,
      check: async (directory) => {
        for (const name of await readdir(model))
          expect((await readFile(join(directory, name))).equals(await readFile(join(model, name)))).toBe(
            true,
          );
      },
    });
  });

  test("an evaluation, an inspection and a sample say which file", async () => {
    const short = ["--length", "3", "--backend", "cpu"];
    for (const [command, ...options] of [["eval"], ["inspect"], ["sample", ...short]] as const)
      await forEachFault(kind, (directory) => tenet(command, directory, ...options), {
        from: half,
        check: async () => {},
      });
  });
});
