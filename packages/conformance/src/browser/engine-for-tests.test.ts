import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineForTests } from "./engine-for-tests.ts";
import { chromium } from "./engines/chromium.ts";
import { webkit } from "./engines/webkit.ts";

const programs = ["google-chrome", "WebKitWebDriver", "Xvfb"];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenet-browser-"));
  for (const name of [...programs, "mine"]) await writeFile(join(folder, name), "#!/bin/sh\n");
  for (const name of programs) await chmod(join(folder, name), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

test("an engine's programs are the first ones on the PATH", () => {
  const PATH = `/nowhere:${folder}`;
  const path = (name: string) => join(folder, name);
  expect(engineForTests(chromium, { PATH })).toEqual({ available: true, paths: [path("google-chrome")] });
  expect(engineForTests(webkit, { PATH })).toEqual({
    available: true,
    paths: [path("WebKitWebDriver"), path("Xvfb")],
  });
});

test("an engine's environment variable takes precedence over the PATH, even if it does not name a program", () => {
  const path = join(folder, "google-chrome");
  expect(engineForTests(chromium, { PATH: "", TENET_CHROMIUM: path })).toEqual({
    available: true,
    paths: [path],
  });
  const other = join(folder, "mine");
  expect(engineForTests(chromium, { PATH: folder, TENET_CHROMIUM: other })).toEqual({
    available: false,
    reason: `TENET_CHROMIUM is ${other}, which is not a program`,
  });
});

test.each([
  [chromium, "none of chromium, chromium-browser, google-chrome, google-chrome-stable is on the PATH"],
  [webkit, "WebKitWebDriver is not on the PATH. Install Debian's package webkit2gtk-driver"],
] as const)("without $name, the reason is returned, or thrown if browsers are required", (engine, reason) => {
  expect(engineForTests(engine, { PATH: "/nowhere" })).toMatchObject({
    reason: expect.stringContaining(reason),
  });
  expect(() => engineForTests(engine, { PATH: "/nowhere", TENET_REQUIRE_BROWSER: "1" })).toThrow(
    `TENET_REQUIRE_BROWSER is 1, but ${reason}`,
  );
});
