import { expect, test } from "vitest";
import { memoryFaults } from "./memory-faults.ts";

const held = { tensors: 3, bytes: 40, taken: 100 };

test("constant memory has no faults, nor has an occasional additional buffer on a GPU", () => {
  expect(memoryFaults([held, held, { ...held, taken: 90 }], "wasm")).toEqual([]);
  expect(memoryFaults([held, { ...held, taken: 109 }], "webgpu")).toEqual([]);
  expect(memoryFaults([held, { ...held, taken: 109 }], "wasm")).toHaveLength(1);
});

test.each([{ tensors: 4 }, { bytes: 44 }, { taken: 111 }])("growth to %o is a fault", (other) => {
  expect(memoryFaults([held, held, { ...held, ...other }], "webgpu")).toHaveLength(1);
});

test("holding nothing at all is a fault", () => {
  expect(memoryFaults([], "wasm")).toEqual(["Nothing was held."]);
  expect(memoryFaults([{ tensors: 0, bytes: 0, taken: 0 }], "wasm")).toEqual(["Nothing was held."]);
});
