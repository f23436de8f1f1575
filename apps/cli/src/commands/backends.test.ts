import { canRevectorize } from "@tenetjs/kernels";
import { expect, test } from "vitest";
import { program } from "../program.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";

async function backends(...args: string[]): Promise<string[]> {
  const terminal = collectingTerminal();
  await program(terminal).parseAsync(["backends", ...args], { from: "user" });
  return terminal.lines;
}

test("lists every backend with its device, threads and SIMD, or with what it needs", async () => {
  const lines = await backends();
  expect(lines.find((line) => line.startsWith("wasm"))).toMatch(
    /^wasm +available +.+ \(\d+ threads?, simd128.*\)$/,
  );
  expect(lines.find((line) => line.startsWith("cpu"))).toMatch(/^cpu +available +.+ \(1 thread\)$/);
  expect(lines.find((line) => line.startsWith("webgpu"))).toMatch(/^webgpu +(available|not available) +.+$/);
  expect(lines.join("\n")).toMatch(/(relaxed|strict) SIMD: /);
  expect(lines.join("\n")).toMatch(/V8's revectorisation is (on|off): /);
});

test("--json prints one object", async () => {
  const lines = await backends("--json");
  expect(lines).toHaveLength(1);
  const { backends: reports, kernels, revectorization } = JSON.parse(lines[0] as string);
  expect(reports.map(({ name }: { name: string }) => name)).toEqual(["webgpu", "wasm", "cpu"]);
  for (const report of reports) {
    const types = report.available
      ? [typeof report.device, typeof report.threads]
      : [typeof report.reason, typeof report.remedy];
    expect(types).toEqual(report.available ? ["string", "number"] : ["string", "string"]);
  }
  expect(kernels).toEqual({
    build: expect.stringMatching(/^(strict|relaxed)$/),
    revectorized: revectorization.on,
  });
  if (!canRevectorize()) expect(revectorization.reason).toContain("Node 24 or newer");
});
