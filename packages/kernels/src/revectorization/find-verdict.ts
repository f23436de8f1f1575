import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { cacheDirectory, processorKind } from "@tenetjs/core/node";
import { binaries } from "../generated/binaries.ts";
import { type Probed, probe } from "./probe.ts";
import type { Verdict } from "./verdict.ts";

/** Options of `revectorizeIfSound`. */
export type RevectorizeOptions = {
  /** The directory to cache the verdict in. Default: that of the user for Tenet, as the system's conventions have it. */
  readonly cacheDir?: string;
  /** Called before a probe starts, which takes a second or more. */
  readonly onProbe?: () => void;
};

export type FindVerdictOptions = RevectorizeOptions & {
  /** Finds the verdict. Default: the probe of this package. */
  readonly probe?: () => Promise<Probed>;
};

/** A probe that was too slow is repeated after a day. */
const lateForMs = 24 * 60 * 60 * 1000;

/**
 * The verdict on V8's revectorisation for this V8, this processor and these kernels. The first call on a machine probes it; later ones,
 * also of other processes, read the verdict from the cache. Without a cache that can be written, each process probes.
 */
export async function findVerdict({
  cacheDir = cacheDirectory(),
  onProbe = () => {},
  probe: find = probe,
}: FindVerdictOptions = {}): Promise<Verdict> {
  const file = join(cacheDir, `revectorization-${key()}.json`);
  const known = await readVerdict(file);
  if (known !== undefined) return known;
  onProbe();
  const verdict = await find();
  await keepVerdict(cacheDir, file, verdict).catch(() => {});
  return verdict;
}

async function readVerdict(file: string): Promise<Verdict | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, "utf8"));
    if (!isProbed(kept)) return undefined;
    const age = Date.now() - (await stat(file)).mtimeMs;
    return kept.late && age > lateForMs ? undefined : kept;
  } catch {
    return undefined;
  }
}

function isProbed(value: unknown): value is Probed {
  if (typeof value !== "object" || value === null || !("sound" in value)) return false;
  return (
    value.sound === true || (value.sound === false && "reason" in value && typeof value.reason === "string")
  );
}

/** Several processes may write at once: each renames a whole file. */
async function keepVerdict(directory: string, file: string, verdict: Probed): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(verdict)}\n`);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What the verdict depends on. */
function key(): string {
  const { v8 } = process.versions;
  const facts = [v8, process.platform, process.arch, cpus()[0]?.model, processorKind(), binaries];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}
