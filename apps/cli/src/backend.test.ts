import { expect, test } from "vitest";
import { choiceLine } from "./backend.ts";
import { tenet } from "./terminal/tenet.test.fixture.ts";

test("a choice is one line: the backend, its time per step, and the times or failures of the others", () => {
  const measured = [
    { name: "wasm", milliseconds: 12.34 },
    { name: "webgpu", milliseconds: 31.2 },
  ] as const;
  expect(
    choiceLine({
      measured,
      others: [{ name: "webgpu", reason: "a step takes 31 ms, where wasm takes 12 ms" }],
    }),
  ).toBe("auto: wasm, 12 ms per step (webgpu: 31 ms)");
  const others = [
    { name: "webgpu", reason: "the measured work failed on it (Error: lost)", error: new Error("lost") },
  ] as const;
  expect(choiceLine({ measured: [{ name: "wasm", milliseconds: 0.0456 }], others })).toBe(
    "auto: wasm, 0.046 ms per step (webgpu: the measured work failed on it (Error: lost))",
  );
});

test("an unknown backend is refused with the names of the known ones", async () => {
  for (const name of ["webgl", "wasm,webgl", "auto,wasm", ""]) {
    const { exitCode, errors } = await tenet("demo", "--backend", name);
    expect(exitCode).toBe(2);
    expect(errors).toContain("Allowed choices are auto, webgpu, wasm, cpu, or several separated by commas.");
  }
});
