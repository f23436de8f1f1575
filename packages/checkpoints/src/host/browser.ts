import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { createStore, del, get, keys, set } from "idb-keyval";
import { fetched } from "./fetched.ts";
import { isKept, keptKey, keptName } from "./kept-name.ts";
import type { NamedBytes } from "./named-bytes.ts";

/** The bytes of a run that the browser keeps, or of that at a URL, relative to the page's. */
export async function source(from: string | URL, _weights: unknown): Promise<NamedBytes> {
  const text = String(from);
  if (!isKept(text)) return fetched(new URL(text, globalThis.location?.href).href);
  const bytes = await within("loadRun", text, () => get<Uint8Array>(keptKey(text), store()));
  if (bytes !== undefined) return { bytes, name: text };
  const names = await keptNames();
  const got = phrase(names.length === 0 ? "none" : names.join(", "));
  throw new TenetError(
    "NO_RUN",
    problem("loadRun", `a run kept as ${text}`, got, "Save it with saveRun first."),
  );
}

/** Has the browser keep a run. */
export async function keep(to: string, bytes: Uint8Array): Promise<void> {
  if (!isKept(to)) {
    const next = "For a file to download, use runToBytes.";
    throw new TenetError("OUTPUT_UNWRITABLE", problem("saveRun", "indexeddb://NAME in a page", to, next));
  }
  await within("saveRun", to, () => set(keptKey(to), bytes, store()));
}

/** The names of the runs that the browser keeps. */
export async function keptNames(): Promise<string[]> {
  return (await within("keptRuns", "the runs", () => keys(store()))).map(keptName).sort();
}

/** Removes a run that the browser keeps. */
export async function forget(name: string): Promise<void> {
  await within("forgetRun", name, () => del(keptKey(name), store()));
}

const store = () => createStore("tenet", "runs");

/** @throws {TenetError} `OUTPUT_UNWRITABLE` with what the browser says: it has no IndexedDB in some private windows, and limits its size. */
async function within<Value>(where: string, name: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const next = "Allow the page to store data, or free space.";
    const expected = `the browser's IndexedDB for ${name}`;
    throw new TenetError("OUTPUT_UNWRITABLE", problem(where, expected, phrase(String(cause)), next), {
      cause,
    });
  }
}
