import "@tensorflow/tfjs-backend-cpu";
import { add, memory, scalar } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { tidied } from "./tidied.ts";
import { disposeTree } from "./tree.ts";

test("keeps the tensors in its result, however deep, and frees all others", () => {
  const before = memory().numTensors;
  const made = tidied(() => {
    const one = scalar(1);
    return { name: "kept", nested: { list: [add(one, 1)] } };
  });
  expect(made.name).toBe("kept");
  expect([...made.nested.list[0]!.dataSync()]).toEqual([2]);
  expect(memory().numTensors).toBe(before + 1);
  disposeTree(made.nested);
  expect(memory().numTensors).toBe(before);
});

test("frees all tensors when the function throws", () => {
  const before = memory().numTensors;
  const failing = () =>
    tidied(() => {
      scalar(1);
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect(memory().numTensors).toBe(before);
});
