import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "./find-browser.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenet-browser-"));
  await writeFile(join(folder, "google-chrome"), "#!/bin/sh\n", { mode: 0o755 });
});
afterAll(() => rm(folder, { recursive: true }));

test("the browser is the first Chromium or Chrome on the PATH", () => {
  expect(findBrowser({ PATH: folder })).toBe(join(folder, "google-chrome"));
  expect(findBrowser({ PATH: "/nowhere" })).toBeUndefined();
});

test("TENET_CHROMIUM takes precedence over the PATH, even if it does not exist", () => {
  expect(findBrowser({ PATH: folder, TENET_CHROMIUM: "/my/browser" })).toBe("/my/browser");
});
