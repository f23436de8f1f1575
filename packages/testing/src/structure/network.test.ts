import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../../..");

/** What opens a connection, or listens for one. */
const network =
  /\bfetch\(|globalThis\.fetch|node:(?:https?|net|tls|dgram|dns)\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\("ioredis"\)|^import \{ Redis/m;

/** All files that may, and whom they talk to: what SECURITY.md promises. */
const allowed: Readonly<Record<string, string>> = {
  "packages/backends/src/host/browser.ts": "the page's own server, for tfjs's WebAssembly",
  "packages/checkpoints/src/host/fetched.ts": "the URL of a run that a program names",
  "packages/datasets/src/books/fetch-book.ts": "the address of a book that is named",
  "packages/datasets/src/books/download.ts": "the same",
  "apps/cli/src/sweep/queue/connect.ts": "the Redis server of --queue",
  "apps/bench/src/browser/serve-files.ts": "a port of this machine that serves the page of benchmarks",
  "apps/bench/src/browser/page/main.ts": "the server of that page",
};

test("only the files that SECURITY.md speaks of reach the network", () => {
  const sources = globSync(["packages/*/src/**/*.ts", "apps/{cli,bench}/src/**/*.ts"], { cwd: root });
  const reaching = sources
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.test\.|\/testing\/|packages\/(?:testing|conformance)\//.test(path))
    .filter((path) =>
      network.test(readFileSync(join(root, path), "utf8").replace(/^\s*(?:\*|\/\/).*$/gm, "")),
    );
  expect(sources.length).toBeGreaterThan(500);
  expect(reaching.sort()).toEqual(Object.keys(allowed).sort());
});
