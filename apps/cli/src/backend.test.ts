import { expect, test } from "vitest";
import { choiceLine } from "./backend.ts";
import { tenet } from "./terminal/tenet.test.fixture.ts";

test("a choice is told in a line: what was taken, how long a step took, and what the others took", () => {
  const measured = [
    { name: "wasm", milliseconds: 12.34 },
    { name: "webgpu", milliseconds: 31.2 },
  ] as const;
  expect(choiceLine({ measured, others: [{ name: "webgpu", reason: "slower" }] })).toBe(
    "auto: wasm, 12 ms a step (webgpu: 31 ms)",
  );
  const others = [
    { name: "webgpu", reason: "it failed at what was measured (Error: lost)", error: new Error("lost") },
  ] as const;
  expect(choiceLine({ measured: [{ name: "wasm", milliseconds: 0.0456 }], others })).toBe(
    "auto: wasm, 0.046 ms a step (webgpu: it failed at what was measured (Error: lost))",
  );
});

test("a backend that is none is refused with the names of those that are", async () => {
  for (const name of ["webgl", "wasm,webgl", "auto,wasm", ""]) {
    const { exitCode, errors } = await tenet("demo", "--backend", name);
    expect(exitCode).toBe(2);
    expect(errors).toContain("It is one of auto, webgpu, wasm, cpu, or several with commas.");
  }
});
