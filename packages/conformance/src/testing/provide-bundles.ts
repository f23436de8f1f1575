/* A set-up of vitest: the folder in which the files of a run share their bundles, as `inject("bundles")`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Makes the folder, which is emptied when the tests are watched and run again. Returns a function that removes it. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tenet-bundles-"));
  project.provide("bundles", folder);
  project.onTestsRerun(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });
  return () => rmSync(folder, { recursive: true, force: true });
}
