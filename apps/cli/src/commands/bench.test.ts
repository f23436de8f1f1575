import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { readResults } from "@tenetjs/bench";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-bench-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = ["bench", "--case", "generate/text-*-batch-1", "--subject", "tenet-wasm-1"];

test("a run prints its results as JSON, and writes them with their report", async () => {
  const out = join(directory, "run");
  const { text, message } = await tenet(
    ...small,
    "--subject",
    "pytorch-1",
    "--python",
    "no-python",
    "--json",
    "--out",
    out,
  );
  expect(message).toBe("");
  const results = readResults(text, "standard output");
  expect(results.cases.map(({ id }) => id)).toEqual(["generate/text-2x128-batch-1"]);
  const [tenetWasm, pytorch] = results.cases[0]?.subjects ?? [];
  expect(tenetWasm).toMatchObject({ id: "tenet-wasm-1", status: "measured" });
  expect(pytorch).toMatchObject({
    status: "skipped",
    reason: "no-python is not a Python with torch: name one with --python PATH",
  });
  expect((await readdir(out)).sort()).toEqual(["report.html", "report.md", "results.json"]);
});

test("Ctrl-C ends a run with the results so far", async () => {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  // On a terminal the command prints its progress, which shows that it has started.
  const program = `import { main } from ${JSON.stringify(main)}; process.stderr.isTTY = true; await main(process.argv.slice(1));`;
  const args = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program];
  const child = spawn(process.execPath, [...args, ...small, "--json"], { stdio: "pipe" });
  const [output, ended] = [text(child.stdout), once(child, "exit")];
  await once(child.stderr, "data");
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect(readResults(await output, "standard output").mode).toBe("quick");
});

test("--list shows cases and subjects, and what the missing ones need", async () => {
  const { text } = await tenet("bench", "--list", "--python", "no-python");
  expect(text).toMatch(/^ {2}train\/text-2x128 +quick +Train a text model/m);
  expect(text).toMatch(/^ {2}pytorch-1 +quick +no-python is not a Python with torch/m);
});

test("a pattern that matches nothing is refused", async () => {
  const { message, exitCode } = await tenet("bench", "--subject", "pytroch-*");
  expect(message).toContain("bench: expected the name or pattern of a subject, got pytroch-*.");
  expect(exitCode).toBe(2);
});

test("options that have no meaning with --browser or --serve are refused", async () => {
  const { exitCode, errors } = await tenet("bench", "--browser", "--gpu");
  expect([exitCode, errors]).toEqual([2, expect.stringContaining("cannot be used with option '--gpu'")]);
  expect((await tenet("bench", "--serve", "--full")).exitCode).toBe(2);
});
