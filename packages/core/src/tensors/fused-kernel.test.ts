import "@tensorflow/tfjs-backend-cpu";
import {
  dispose,
  type KernelBackend,
  registerKernel,
  setBackend,
  type Tensor,
  tensor1d,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fusedKernel } from "./fused-kernel.ts";

const name = "TenetTestFirst";
beforeAll(async () => {
  await setBackend("cpu");
  registerKernel({
    kernelName: name,
    backendName: "cpu",
    kernelFunc: ({ inputs, backend }) => {
      const given = Object.values(inputs)[0] as Tensor;
      (backend as KernelBackend).incRef(given.dataId);
      return { dataId: given.dataId, shape: given.shape, dtype: given.dtype };
    },
  });
});
afterAll(() => unregisterKernel(name, "cpu"));

test("is undefined if the backend has no kernel of that name", () => {
  expect(fusedKernel("TenetNoSuchKernel")).toBeUndefined();
});

test.each([
  ["by name", { x: [1, 2] }],
  ["in a list", [[1, 2]]],
])("takes tensors %s and returns a list, even for a single output", async (_, values) => {
  const tensors = Object.entries(values).map(
    ([key, numbers]) => [key, tensor1d(numbers as number[])] as const,
  );
  const inputs = Array.isArray(values) ? tensors.map(([, given]) => given) : Object.fromEntries(tensors);
  const outputs = fusedKernel(name)?.(inputs) ?? [];
  expect(outputs).toHaveLength(1);
  expect([...((await outputs[0]?.data()) ?? [])]).toEqual([1, 2]);
  dispose([...outputs, ...tensors.map(([, given]) => given)]);
});
