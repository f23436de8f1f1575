import { expect, test } from "vitest";
import { memoryFaults } from "./memory-faults.ts";

const held = { tensors: 3, bytes: 40, taken: 100 };

test("memory that stays as it was is level, and on a card so is a buffer more now and then", () => {
  expect(memoryFaults([held, held, { ...held, taken: 90 }], "wasm")).toEqual([]);
  expect(memoryFaults([held, { ...held, taken: 109 }], "webgpu")).toEqual([]);
  expect(memoryFaults([held, { ...held, taken: 109 }], "wasm")).toHaveLength(1);
});

test.each([{ tensors: 4 }, { bytes: 44 }, { taken: 111 }])("%o is not what there was", (other) => {
  expect(memoryFaults([held, held, { ...held, ...other }], "webgpu")).toHaveLength(1);
});

test("to hold nothing at all is a fault", () => {
  expect(memoryFaults([], "wasm")).toEqual(["Nothing was held."]);
  expect(memoryFaults([{ tensors: 0, bytes: 0, taken: 0 }], "wasm")).toEqual(["Nothing was held."]);
});
