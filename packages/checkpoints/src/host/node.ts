import { fileURLToPath } from "node:url";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { readBytes } from "../node/read-bytes.ts";
import { weightsFile } from "../node/weights-file.ts";
import { writeAtomically } from "../node/write-atomically.ts";
import type { WeightsChoice } from "../run-file/run-files.ts";
import { fetched } from "./fetched.ts";
import { isKept } from "./kept-name.ts";
import type { NamedBytes } from "./named-bytes.ts";

/** The bytes of the run at a path or a URL. */
export async function source(from: string | URL, weights: WeightsChoice | null): Promise<NamedBytes> {
  const text = String(from);
  refuseKept("loadRun", text);
  if (/^https?:/.test(text)) return fetched(text);
  const name = weightsFile(text.startsWith("file:") ? fileURLToPath(text) : text, weights);
  return { bytes: await readBytes("loadRun", name), name };
}

/** Writes the file of a run. */
export async function keep(to: string, bytes: Uint8Array): Promise<void> {
  refuseKept("saveRun", to);
  await writeAtomically(to, bytes);
}

/** The names of the runs that the browser keeps: none in Node. */
export async function keptNames(): Promise<string[]> {
  return [];
}

/** Removes a run that the browser keeps. */
export async function forget(name: string): Promise<void> {
  refuseKept("forgetRun", name);
}

function refuseKept(where: string, name: string): void {
  if (!isKept(name)) return;
  const next = "Only browsers have IndexedDB. Use the path of a file.";
  throw new TenetError("NO_RUN", problem(where, "a path", phrase(name), next));
}
