import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserForTests } from "./browser-for-tests.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenet-browser-"));
  for (const name of ["google-chrome", "mine"]) await writeFile(join(folder, name), "#!/bin/sh\n");
  await chmod(join(folder, "google-chrome"), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

test("the browser is the first one on the PATH", () => {
  const path = join(folder, "google-chrome");
  expect(browserForTests({ PATH: `/nowhere:${folder}` })).toEqual({ available: true, path });
});

test("TENET_CHROMIUM takes precedence over the PATH, even if it is not a program", () => {
  const path = join(folder, "google-chrome");
  expect(browserForTests({ PATH: "", TENET_CHROMIUM: path })).toEqual({ available: true, path });
  const other = join(folder, "mine");
  expect(browserForTests({ PATH: folder, TENET_CHROMIUM: other })).toEqual({
    available: false,
    reason: `TENET_CHROMIUM is ${other}, which is not a program`,
  });
});

test("without a browser, the reason is returned, or thrown if a browser is required", () => {
  const reason = "none of chromium, chromium-browser, google-chrome, google-chrome-stable is on the PATH";
  expect(browserForTests({ PATH: "/nowhere" })).toMatchObject({ reason: expect.stringContaining(reason) });
  expect(() => browserForTests({ PATH: "/nowhere", TENET_REQUIRE_BROWSER: "1" })).toThrow(
    `TENET_REQUIRE_BROWSER is 1, but ${reason}`,
  );
});
