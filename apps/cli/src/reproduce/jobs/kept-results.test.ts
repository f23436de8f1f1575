import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keptResults } from "./kept-results.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-kept-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const on = { seconds: 1, backend: "wasm", machine: "a machine" };

test("a result is found under its experiment and specification, by later processes too, and half a line does no harm", () => {
  const kept = keptResults(directory);
  kept.add({ experiment: "far", spec: { length: 10 }, result: { accuracy: 1 }, ...on });
  appendFileSync(kept.file, '{"key":"half');
  keptResults(directory).add({ experiment: "far", spec: { length: 20 }, result: 2, ...on });
  const later = keptResults(directory);
  expect(later.find({ experiment: "far", spec: { length: 10 } })).toMatchObject({ result: { accuracy: 1 } });
  expect(later.find({ experiment: "far", spec: { length: 20 } })).toMatchObject({ result: 2, ...on });
  expect(later.find({ experiment: "far", spec: { length: 30 } })).toBeUndefined();
  expect(later.find({ experiment: "gate", spec: { length: 10 } })).toBeUndefined();
});
