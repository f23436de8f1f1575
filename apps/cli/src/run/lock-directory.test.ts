import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";
import { lockDirectory, lockFile } from "./lock-directory.ts";

const root = mkdtempSync(join(tmpdir(), "tenet-locks-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(root, "run-"));
});

const holder = (changes: object) => {
  const one = {
    id: "another",
    pid: process.pid,
    host: hostname(),
    started: "2026-01-01T00:00:00.000Z",
    ticks: null,
  };
  return JSON.stringify({ ...one, ...changes });
};
const place = (content: string) => writeFileSync(join(directory, lockFile), content);
const taken = () => {
  const { release } = lockDirectory(directory);
  release();
  expect(readdirSync(directory)).toEqual([]);
};

test("a directory is locked until it is released, and the error says by which process", () => {
  const { release } = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(
    `expected ${directory} to have no other process that trains there, got process ${process.pid} on ${hostname()}, started `,
  );
  expect(() => lockDirectory(directory)).toThrow(expect.objectContaining({ code: "RUN_LOCKED" }));
  release();
  expect(existsSync(join(directory, lockFile))).toBe(false);
  release();
  taken();
});

test("the lock of a process that has ended is taken over", async () => {
  const child = spawn(process.execPath, ["--eval", ""], { stdio: "ignore" });
  await once(child, "exit");
  place(holder({ pid: child.pid }));
  taken();
});

test("so is one whose number another process has now, and one that was never written", () => {
  // This process holds no lock of that name.
  place(holder({ pid: process.pid }));
  taken();
  // Linux says when a process started.
  if (process.platform === "linux") {
    place(holder({ pid: process.ppid, ticks: "1" }));
    taken();
  }
  place("");
  expect(() => lockDirectory(directory)).toThrow("another process that has just begun to");
  const before = new Date(Date.now() - 60_000);
  utimesSync(join(directory, lockFile), before, before);
  taken();
});

test("the lock of a process that runs, or of another host, is not", () => {
  place(holder({ pid: process.ppid }));
  expect(() => lockDirectory(directory)).toThrow("Wait for it to end");
  place(holder({ host: "elsewhere", pid: 1 }));
  expect(() => lockDirectory(directory)).toThrow(`If it has ended, delete ${join(directory, lockFile)}.`);
});

test("of many processes that find a stale lock, one gets it at a time, and none sees a lock without its holder", async () => {
  const module = fileURLToPath(new URL("./lock-directory.ts", import.meta.url));
  const program = `
    import { appendFileSync } from "node:fs";
    import { lockDirectory } from ${JSON.stringify(module)};
    const [directory, log] = process.argv.slice(1);
    const end = Date.now() + 400;
    while (Date.now() < end) {
      try {
        const { release } = lockDirectory(directory);
        appendFileSync(log, "in\\n");
        appendFileSync(log, "out\\n");
        release();
      } catch (error) {
        if (error.code !== "RUN_LOCKED" || error.message.includes("just begun")) throw error;
      }
    }`;
  place(holder({ pid: 0 }));
  const log = join(root, "log");
  const node = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program, directory, log];
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, node, { stdio: ["ignore", "inherit", "inherit"] }),
  );
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
  expect(codes).toEqual([0, 0, 0]);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  expect(lines.length).toBeGreaterThan(2);
  expect(lines).toEqual(lines.map((_, index) => (index % 2 === 0 ? "in" : "out")));
});
