import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findProgram } from "./find-program.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenet-program-"));
  await writeFile(join(folder, "text"), "");
  for (const name of ["second", "third"]) await writeFile(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
});
afterAll(() => rm(folder, { recursive: true }));

test("the first of the names is found that is on the PATH and can be executed", () => {
  const PATH = ["/nowhere", "", folder].join(delimiter);
  expect(findProgram(["first", "text", "third", "second"], { PATH })).toBe(join(folder, "third"));
  expect(findProgram(["second"], { PATH: "/nowhere" })).toBeUndefined();
});
