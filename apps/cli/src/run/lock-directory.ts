import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type InferOutput, nullable, number, safeParse, strictObject, string } from "valibot";

/** The file that says which process writes to a directory. */
export const lockFile = "lock.json";

/** A directory that no other process writes to. `release` is for when this one is done; the end of the process does it too. */
export type DirectoryLock = { release(): void };

const holderSchema = strictObject({
  id: string(),
  pid: number(),
  host: string(),
  /** When the process started: for people, and as the system counts it, which tells a process from a later one with its number. */
  started: string(),
  ticks: nullable(string()),
});

type Holder = InferOutput<typeof holderSchema>;

/** The locks that this process holds, by their ids. */
const held = new Set<string>();

/**
 * Locks `directory`, which exists. A lock whose process is gone is taken over.
 *
 * @throws {TenetError} `RUN_LOCKED` when another process holds it, with its number, its host and its start.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const file = join(directory, lockFile);
  const own: Holder = {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    started: new Date(Date.now() - 1000 * process.uptime()).toISOString(),
    ticks: startOf(process.pid),
  };
  while (!create(file, own)) {
    const holder = read(file);
    if (holder === "none") continue;
    if (holder === "writing" || !isGone(holder)) throw locked(directory, file, holder);
    takeAway(file, holder);
  }
  held.add(own.id);
  const release = () => {
    process.off("exit", release);
    if (!held.delete(own.id)) return;
    const now = read(file);
    if (typeof now === "object" && now.id === own.id) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

/**
 * Makes the file, unless there is one. It appears with all its content: a process that is killed while it writes would leave a lock that names no
 * holder.
 */
function create(file: string, holder: Holder): boolean {
  const content = JSON.stringify(holder);
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  writeFileSync(temporary, content, { flag: "wx" });
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The process that has the lock removes temporary files.
    if (code === "EEXIST" || code === "ENOENT") return false;
    // Some file systems have no hard links.
    return createInPlace(file, content);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function createInPlace(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A lock that cannot be read is being written in place, or its writer was killed in that moment. */
function read(file: string): Holder | "none" | "writing" {
  try {
    const { success, output } = safeParse(holderSchema, JSON.parse(readFileSync(file, "utf8")));
    if (success) return output;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "none";
    if (!(error instanceof SyntaxError)) throw error;
  }
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age < 10_000 ? "writing" : { id: "", pid: 0, host: hostname(), started: "", ticks: null };
}

/** Whether the holder has ended. Of a process on another host, this cannot be known. */
function isGone({ id, pid, host, ticks }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(id);
  if (pid <= 0 || !isRunning(pid)) return true;
  const now = startOf(pid);
  return ticks !== null && now !== null && now !== ticks;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When the process `pid` started, in ticks since the system did; null where the system does not say. */
function startOf(pid: number): string | null {
  if (process.platform !== "linux") return null;
  try {
    // The name of the program, which may contain anything, is in parentheses.
    const [, after = ""] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return after.split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** Removes the lock of `holder`, but not that of another process that has taken it over in this moment. */
function takeAway(file: string, holder: Holder): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = read(aside);
  if (typeof moved === "object" && moved.id !== holder.id) create(file, moved);
  rmSync(aside, { force: true });
}

function locked(directory: string, file: string, holder: Holder | "writing"): TenetError {
  const [who, next] =
    holder === "writing"
      ? ["another process that has just begun to", "Wait for it to end, or choose another directory."]
      : [
          `process ${holder.pid} on ${holder.host}, started ${holder.started}, which does`,
          holder.host === hostname()
            ? "Wait for it to end, or choose another directory."
            : `If it has ended, delete ${file}.`,
        ];
  const expected = `${directory} to have no other process that trains there`;
  return new TenetError("RUN_LOCKED", problem("run", expected, phrase(who), next));
}
