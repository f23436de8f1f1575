import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { forget, keep, keptNames, source } from "./browser.ts";

const bytes = Uint8Array.of(1, 2, 3);

test("a browser keeps runs by name until they are forgotten", async () => {
  expect(await keptNames()).toEqual([]);
  await keep("indexeddb://b", bytes);
  await keep("indexeddb://a", bytes);
  expect(await keptNames()).toEqual(["indexeddb://a", "indexeddb://b"]);
  expect(await source("indexeddb://b", null)).toEqual({ bytes, name: "indexeddb://b" });
  await forget("indexeddb://b");
  expect(await keptNames()).toEqual(["indexeddb://a"]);
});

test("a name that is not kept is told with those that are", async () => {
  await keep("indexeddb://a", bytes);
  await expect(source("indexeddb://c", null)).rejects.toThrow(
    "loadRun: expected a run kept as indexeddb://c, got indexeddb://a. Save it with saveRun first.",
  );
});

test("a path is refused, since pages have no files", async () => {
  await expect(keep("runs/alice", bytes)).rejects.toThrow(
    'saveRun: expected indexeddb://NAME in a page, got "runs/alice". For a file to download, use runToBytes.',
  );
});

test("a browser without IndexedDB says so", async () => {
  const { indexedDB } = globalThis;
  Object.defineProperty(globalThis, "indexedDB", { value: undefined, configurable: true });
  try {
    await expect(keep("indexeddb://a", bytes)).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
  } finally {
    Object.defineProperty(globalThis, "indexedDB", { value: indexedDB, configurable: true });
  }
});
