import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleText } from "@tenetjs/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../../terminal/tenet.test.fixture.ts";
import { checkRecorded } from "./recorded-texts.ts";

let directory: string;
let text: string;
let run: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-recorded-"));
  text = join(directory, "story.txt");
  run = join(directory, "run");
  await writeFile(text, sampleText);
  const small = ["--hidden", "4", "--window", "5", "--batch", "4", "--backend", "cpu", "--sample-every", "0"];
  await tenet("train", "text", text, ...small, "--steps", "1", "--out", run);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const check = (path: string) =>
  checkRecorded([{ name: "story", origin: { kind: "file", path } }], [], undefined);

describe("a text that a run recorded by its path", () => {
  test("and that has moved is named, with the command that names its new path", async () => {
    const moved = join(directory, "moved.txt");
    await rename(text, moved);
    try {
      const { message, exitCode } = await tenet("resume", run, "--steps", "2");
      expect(message).toBe(
        `resume: expected the text "story" at ${text}, got no file. If it has moved, pass its new path: tenet resume ${run} FILE.`,
      );
      expect(exitCode).toBe(2);
      const evaluated = await tenet("eval", run, "--backend", "cpu");
      expect(evaluated.message).toContain(
        `got no file in place of the text "story" at ${text}. Restore the file`,
      );
      expect(await tenet("resume", run, moved, "--backend", "cpu", "--steps", "2")).toMatchObject({
        exitCode: 0,
      });
    } finally {
      await rename(moved, text);
    }
  });

  // Windows has no such files.
  test.skipIf(process.platform === "win32")("is read only if it is a regular file of this machine", () => {
    const pipe = join(directory, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, "/dev/zero", directory, "//server/share/file", "\\\\server\\share\\file"])
      expect(() => check(path), path).toThrow(expect.objectContaining({ code: "SOURCE_MISSING" }));
    expect(() => check(text)).not.toThrow();
  });

  test("and that no file can have is named too", () => {
    for (const path of ["a\0b", "a".repeat(5000)])
      expect(() => check(path)).toThrow(expect.objectContaining({ code: "SOURCE_MISSING" }));
  });

  test.skipIf(process.platform !== "linux")("and that cannot be read is named", async () => {
    const { message, exitCode } = await tenet("train", "text", "/proc/self/mem", "--steps", "1");
    expect(message).toBe("text: expected to read /proc/self/mem, got EIO: i/o error, read.");
    expect(exitCode).toBe(1);
  });

  test("is not read for a file of a run by itself, which may be someone else's", async () => {
    const shared = join(directory, "shared.safetensors");
    await cp(join(run, "weights.safetensors"), shared);
    const evaluated = await tenet("eval", shared, "--backend", "cpu");
    expect(evaluated.message).toContain("its paths are not followed");
    const another = await tenet("eval", shared, text, "--backend", "cpu", "--json");
    expect(JSON.parse(another.text)).toMatchObject({ baseline: null, sources: [{ name: "story" }] });
    const copies = await tenet("sample", shared, "--memorisation", "--backend", "cpu");
    expect(copies.message).toContain("its paths are not followed");
    expect(await tenet("sample", shared, "--length", "3", "--backend", "cpu")).toMatchObject({ exitCode: 0 });
  });
});
