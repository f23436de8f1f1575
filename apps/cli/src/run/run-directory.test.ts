import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-directories-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = [
  "--evaluate-every",
  "1",
  "--layers",
  "1",
  "--hidden",
  "4",
  "--window",
  "5",
  "--batch",
  "2",
  "--sample-every",
  "0",
  "--backend",
  "cpu",
];

// Windows has no such bits.
test.skipIf(process.platform === "win32")(
  "only the owner may read a run on a chat, and any part of it",
  async () => {
    const chat = join(directory, "chat.txt");
    const lines = Array.from(
      { length: 40 },
      (_, minute) => `05/03/2024, 10:${10 + minute} - Ann: Hello there again\n`,
    );
    await writeFile(chat, lines.join(""));
    const run = join(directory, "runs", "chat");
    expect(await tenet("train", "chat", chat, ...small, "--steps", "2", "--out", run)).toMatchObject({
      message: "",
    });
    expect(await tenet("resume", run, "--backend", "cpu", "--steps", "3")).toMatchObject({ message: "" });
    expect((await readdir(run)).sort()).toEqual(Object.values(runFiles).sort());
    for (const [path, mode] of [
      [run, 0o700],
      ...Object.values(runFiles).map((name) => [join(run, name), 0o600] as const),
    ] as const)
      expect((await stat(path)).mode & 0o777, path).toBe(mode);

    const text = join(directory, "runs", "text");
    await tenet("train", "text", "the-lighthouse", ...small, "--steps", "1", "--out", text);
    expect((await stat(join(text, "weights.safetensors"))).mode & 0o777).toBe(0o666 & ~process.umask());
  },
);
