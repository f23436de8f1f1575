import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { integer, seed, TenetError } from "@tenetjs/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureWritable, readBytes, readCheckpoint, writeAtomically, writeCheckpoint } from "./index.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-checkpoints-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe("writeCheckpoint and readCheckpoint", () => {
  test("a checkpoint can be read back, and no other file is left in the directory", async () => {
    const inside = await mkdtemp(join(directory, "one-"));
    const path = join(inside, "step-12.safetensors");
    const tensors = { w: { dtype: "F32", shape: [2], data: Float32Array.of(1, 2) } } as const;
    await writeCheckpoint(path, tensors, { step: "11" });
    await writeCheckpoint(path, tensors, { step: "12" });
    expect(await readCheckpoint(path)).toEqual({ tensors, unsupported: [], metadata: { step: "12" } });
    expect(await readdir(inside)).toEqual(["step-12.safetensors"]);
  });

  test("the error for a corrupt file has its name", async () => {
    const path = join(directory, "damaged.safetensors");
    await writeFile(path, "not a checkpoint at all");
    await expect(readCheckpoint(path)).rejects.toThrow(`decodeSafetensors (${path}): expected`);
  });
});

describe("writeAtomically", () => {
  test("text is written as UTF-8", async () => {
    const path = join(directory, "text");
    await writeAtomically(path, "r\u00e9sum\u00e9 \u{1f600}");
    expect(await readFile(path)).toEqual(Buffer.from("r\u00e9sum\u00e9 \u{1f600}"));
  });

  test("a failure keeps the old content and leaves no temporary file", async () => {
    const inside = await mkdtemp(join(directory, "fails-"));
    const taken = join(inside, "taken");
    await mkdir(join(taken, "below"), { recursive: true });
    await expect(writeAtomically(taken, Uint8Array.of(1))).rejects.toThrow();
    expect(await readdir(inside)).toEqual(["taken"]);
    const missing = join(inside, "missing", "file");
    await expect(writeAtomically(missing, Uint8Array.of(1))).rejects.toMatchObject({
      code: "ENOENT",
      message: expect.stringMatching(
        /^writeAtomically: expected to write .*missing.file, got ENOENT: .* as it was before\.$/,
      ),
    });
  });

  test("an iterable is written piece by piece, and its own failure is passed on", async () => {
    const path = join(directory, "pieces");
    async function* pieces(fail: boolean) {
      yield "one, ";
      if (fail) throw new RangeError("no more");
      yield "two";
    }
    await writeAtomically(path, pieces(false));
    await expect(writeAtomically(path, pieces(true))).rejects.toThrow(RangeError);
    expect(await readFile(path, "utf8")).toBe("one, two");
  });

  // Windows has no such bits.
  test.skipIf(process.platform === "win32")("a mode says who may read what is made", async () => {
    const inside = join(directory, "private", "run");
    await ensureWritable(inside, { mode: 0o700 });
    await writeAtomically(join(inside, "file"), "secret", { mode: 0o600 });
    for (const [path, mode] of [
      [join(directory, "private"), 0o700],
      [inside, 0o700],
      [join(inside, "file"), 0o600],
    ] as const)
      expect((await stat(path)).mode & 0o777, path).toBe(mode);
  });

  test("concurrent writers of one path leave the content of one of them", async () => {
    const path = join(directory, "shared");
    const contents = Array.from({ length: 8 }, (_, index) => new Uint8Array(100_000).fill(index));
    await Promise.all(contents.map((content) => writeAtomically(path, content)));
    const bytes = new Uint8Array(await readFile(path));
    expect(contents.some((content) => Buffer.compare(content, bytes) === 0)).toBe(true);
  });

  test("a writer that is killed at any moment leaves a whole file", async () => {
    const path = join(directory, "killed.safetensors");
    const rng = seed("when to kill");
    for (let round = 0; round < 6; round += 1) {
      await killWhileWriting(path, integer(rng, 60));
      const { tensors, metadata } = await readCheckpoint(path);
      expect(new Set(tensors.w?.data as Float32Array)).toEqual(new Set([Number(metadata.step)]));
    }
  });
});

describe("ensureWritable", () => {
  test("makes the directory and leaves nothing in it", async () => {
    const wanted = join(directory, "runs", "2026", "first");
    await ensureWritable(wanted);
    await ensureWritable(wanted);
    expect(await readdir(wanted)).toEqual([]);
  });

  test("concurrent calls can make the same directories", async () => {
    const wanted = join(directory, "shared-runs", "first", "second");
    await Promise.all([1, 2, 3, 4].map(() => ensureWritable(wanted)));
    expect(await readdir(wanted)).toEqual([]);
  });

  const linux = process.platform === "linux";
  test.skipIf(!linux)(
    `a path below /proc is reported immediately${linux ? "" : " (skipped: only on Linux)"}`,
    async () => {
      for (const path of ["/proc/tenet", "/proc/tenet/runs/first"]) {
        await expect(ensureWritable(path)).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
      }
    },
  );

  test("the error for a path below a file says what to do", async () => {
    const file = join(directory, "a-file");
    await writeFile(file, "");
    const error = await ensureWritable(join(file, "below")).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TenetError);
    expect((error as TenetError).code).toBe("OUTPUT_UNWRITABLE");
    expect((error as TenetError).message).toMatch(
      /ensureWritable: expected a writable directory .*a-file.*Choose another/,
    );
    expect((error as TenetError).cause).toBeInstanceOf(Error);
  });

  // Root may write anywhere, so the test would fail as root.
  test.skipIf(process.getuid?.() === 0)("a directory without permission is reported", async () => {
    const closed = await mkdtemp(join(directory, "closed-"));
    await chmod(closed, 0o500);
    await expect(ensureWritable(closed)).rejects.toThrow(/EACCES/);
  });
});

/**
 * Starts a process that writes checkpoints continuously, and kills it `delay` ms after its second checkpoint.
 */
async function killWhileWriting(path: string, delay: number): Promise<void> {
  const index = fileURLToPath(new URL("./index.ts", import.meta.url));
  const program = `
    import { writeCheckpoint } from ${JSON.stringify(index)};
    for (let step = 1; ; step += 1) {
      const data = new Float32Array(250_000).fill(step);
      await writeCheckpoint(process.argv[1], { w: { dtype: "F32", shape: [data.length], data } }, { step: String(step) });
      if (step === 2) process.stdout.write("writing");
    }`;
  const child = spawn(
    process.execPath,
    ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program, path],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await Promise.race([new Promise((resolve) => child.stdout.once("data", resolve)), ended]);
  await wait(delay);
  expect(child.kill("SIGKILL")).toBe(true);
  await ended;
}

test.skipIf(!existsSync("/dev/zero"))(
  "a device, which may never end, is refused; a missing file is named with the code of the error",
  async () => {
    await expect(readCheckpoint("/dev/zero")).rejects.toMatchObject({
      code: "NOT_A_FILE",
      message: "readCheckpoint: expected a file at /dev/zero, got a device, which may never end.",
    });
    await expect(readBytes("model", "/nowhere/at/all", "Look again.")).rejects.toMatchObject({
      code: "ENOENT",
      message: expect.stringMatching(
        /^model: expected to read \/nowhere\/at\/all, got ENOENT.* Look again\.$/,
      ),
    });
  },
);
