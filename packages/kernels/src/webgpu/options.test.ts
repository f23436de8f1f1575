import { start } from "@tenetjs/backends";
import { seed, TenetError } from "@tenetjs/core";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { largestDifference, randomTensor, webgpuForTests } from "@tenetjs/testing";
import { backend, dispose, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { configureKernels } from "../configure.ts";
import { registerKernels } from "../register-kernels.ts";
import { crossEntropyDefinition } from "../testing/cross-entropy-definition.ts";
import { gpuOf } from "./device/gpu-of.ts";
import { optionsFor } from "./options.ts";

const webgpu = await webgpuForTests();

afterEach(() => configureKernels({}));

test("subgroups are refused by name on a device without them", () => {
  configureKernels({ webgpu: { subgroups: true } });
  const run = () => optionsFor({ features: new Set<string>() });
  expect(run).toThrow(TenetError);
  expect(run).toThrow(
    "configureKernels: expected a GPU with subgroups, got one without. Leave out webgpu.subgroups.",
  );
  expect(optionsFor({ features: new Set(["subgroups"]) }).subgroups).toBe(true);
});

test("subgroups are not used unless they are configured", () => {
  configureKernels({ webgpu: { subgroups: true } });
  configureKernels({});
  expect(optionsFor({ features: new Set<string>() }).subgroups).toBe(false);
});

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    registerKernels();
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test("subgroups are refused at once if the running device lacks them", () => {
    const ask = () => configureKernels({ webgpu: { subgroups: true } });
    if (gpuOf(backend()).device.features.has("subgroups")) expect(ask).not.toThrow();
    else expect(ask).toThrow(TenetError);
  });

  // Both kinds of sums have an error of at most 3e-7 here.
  test.for([false, true])(
    "loss, gradient and norm are exact to 1e-6, with subgroups: %s",
    async (subgroups, { skip }) => {
      skip(subgroups && !gpuOf(backend()).device.features.has("subgroups"), "this device has no subgroups");
      configureKernels({ webgpu: { subgroups } });
      const [rows, classes] = [1500, 87];
      const logits = randomTensor(seed("logits"), [rows, classes], 3);
      const targets = tensor1d(
        Array.from({ length: rows }, (_, row) => (row * 7) % classes),
        "int32",
      );
      const [loss, gradient] = run("TenetSoftmaxCrossEntropy", { logits, targets }) as [Tensor, Tensor];
      const [norm] = run("TenetGlobalNorm", [logits]) as [Tensor];
      const values = await logits.data();
      const expected = crossEntropyDefinition(
        [...values],
        [...(await targets.data())],
        Array(rows).fill(1),
        classes,
      );
      expect(largestDifference(await loss.data(), [expected.loss])).toBeLessThan(1e-6);
      const perRow = (given: Iterable<number>) => Array.from(given, (value) => value * rows);
      expect(largestDifference(perRow(await gradient.data()), perRow(expected.gradient))).toBeLessThan(1e-6);
      const length = Math.sqrt([...values].reduce((sum, x) => sum + x * x, 0));
      expect(largestDifference(await norm.data(), [length])).toBeLessThan(1e-6);
      dispose([logits, targets, loss, gradient, norm]);
    },
  );
});

function run(name: string, inputs: Parameters<NonNullable<ReturnType<typeof fusedKernel>>>[0]): Tensor[] {
  return fusedKernel(name)?.(inputs) ?? [];
}
