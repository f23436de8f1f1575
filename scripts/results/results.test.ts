import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resultsFiles } from "./results-files.ts";
import { thinned } from "./thinned.ts";

const root = join(import.meta.dirname, "../..");

test("docs/results and the tables that quote it tell the kept results (run `pnpm results:write` if they do not)", async () => {
  const files = await resultsFiles(root);
  const stale = Array.from(files).filter(([file, text]) => readFileSync(join(root, file), "utf8") !== text);
  expect(stale.map(([file]) => file)).toEqual([]);
});

test("kept results have short numbers, curves with their last point, and no path of this machine", () => {
  const points = Array.from({ length: 200 }, (_, index) => ({
    step: index + 1,
    ...(index === 10 ? { heldOutLoss: 1 } : {}),
  }));
  const texts = [{ name: "alice", origin: { kind: "file", path: "/home/me/alice.txt" }, sha256: "00" }];
  const kept = thinned({ loss: 1.23456789, steps: 1_234_567, points, texts });
  expect(kept).toMatchObject({ loss: 1.2346, steps: 1_234_567 });
  expect(kept.points.length).toBeLessThan(120);
  expect(kept.points).toContainEqual({ step: 11, heldOutLoss: 1 });
  expect(kept.points.at(-1)).toEqual({ step: 200 });
  expect(kept.texts).toEqual([{ name: "alice", origin: { kind: "book", name: "alice" }, sha256: "00" }]);
});
