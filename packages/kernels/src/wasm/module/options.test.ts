import { spawnSync } from "node:child_process";
import { start } from "@tenetjs/backends";
import { backend } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { configureKernels } from "../../configure.ts";
import { canRevectorize } from "../../revectorization/turn-on-revectorization.ts";
import { accepts } from "./binary.ts";
import { instantiateKernels, kernelsOf } from "./kernels.ts";
import { wasmForm } from "./options.ts";
import { roundsOnce } from "./rounds-once.ts";

beforeAll(async () => {
  await start("wasm");
});
afterEach(() => configureKernels({}));

const fastest = accepts("relaxed") && roundsOnce() ? "relaxed" : "strict";

test("kernels take relaxed SIMD where it rounds once, and are strict if results have to be reproducible", () => {
  const first = kernelsOf(backend());
  expect(first.build).toBe(fastest);
  configureKernels({ reproducible: true });
  expect(kernelsOf(backend()).build).toBe("strict");
  expect(wasmForm()).toEqual({ build: "strict", revectorized: false });
  configureKernels({});
  expect(kernelsOf(backend())).toBe(first);
});

test("kernels run on shared memory", () => {
  const memory = new WebAssembly.Memory({ initial: 32, maximum: 65536, shared: true });
  const { multiply, workspaceBytes } = instantiateKernels(memory, "strict");
  const [a, b, c, workspace] = [16, 32, 48, 64];
  expect(workspace + workspaceBytes()).toBeLessThan(memory.buffer.byteLength);
  const values = new Float32Array(memory.buffer);
  values.set([1, 2, 3, 4], a / 4);
  values.set([5, 6, 7, 8], b / 4);
  multiply(2, 2, 2, a, 2, 0, b, 2, 0, c, 2, 0, workspace);
  expect([...values.subarray(c / 4, c / 4 + 4)]).toEqual([19, 22, 43, 50]);
});

test("revectorisation is refused once kernels have run", () => {
  kernelsOf(backend());
  expect(() => configureKernels({ revectorize: true })).toThrow(/to be set before any kernel runs/);
});

test("revectorisation is turned on in a new Node process, or refused by a version without it", () => {
  const program = `
    import { configureKernels } from "@tenetjs/kernels";
    configureKernels({ revectorize: true });
    await import("@tenetjs/kernels/register");
    const tf = await import("@tensorflow/tfjs-core");
    await tf.setBackend("wasm");
    console.log((await tf.matMul([[1, 2]], [[3], [4]]).data())[0]);
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program],
    { cwd: import.meta.dirname, encoding: "utf8" },
  );
  if (canRevectorize()) expect(stdout).toBe("11\n");
  else expect(stderr).toMatch(/Node 24 or newer/);
});

test("backends other than WASM are refused", () => {
  expect(() => kernelsOf({})).toThrow(TypeError);
});
