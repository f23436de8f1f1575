import "@tensorflow/tfjs-backend-cpu";
import { zeros } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { checkShape } from "./shapes.ts";

test("records the sizes of named axes for the next tensor", () => {
  const axes = checkShape("scan", "inputs", zeros([2, 5, 3]), ["batch", "time", 3]);
  expect(axes).toEqual({ batch: 2, time: 5 });
  expect(checkShape("scan", "state", zeros([2, 4]), ["batch", "hidden"], axes)).toEqual({
    batch: 2,
    time: 5,
    hidden: 4,
  });
});

test("a name that occurs twice must have the same size", () => {
  expect(() => checkShape("solve", "a", zeros([2, 3]), ["n", "n"])).toThrow(
    "solve: expected a of shape [n, n], got [2, 3]. Axis 1 (n) is 3, not 2.",
  );
  expect(checkShape("solve", "a", zeros([3, 3]), ["n", "n"])).toEqual({ n: 3 });
});

test("a wrong size is reported with both shapes and the axis", () => {
  expect(() => checkShape("scan", "mask", zeros([2, 4]), ["batch", "time"], { batch: 2, time: 5 })).toThrow(
    new RangeError(
      "scan: expected mask of shape [batch = 2, time = 5], got [2, 4]. Axis 1 (time) is 4, not 5.",
    ),
  );
  expect(() => checkShape("scan", "inputs", zeros([2, 5, 4]), ["batch", "time", 3])).toThrow(
    "scan: expected inputs of shape [batch, time, 3], got [2, 5, 4]. Axis 2 is 4, not 3.",
  );
});

test("a wrong number of axes is reported as such", () => {
  expect(() => checkShape("scan", "inputs", zeros([2, 5]), ["batch", "time", 3])).toThrow(
    "scan: expected inputs of shape [batch, time, 3], got [2, 5]. It has 2 axes, not 3.",
  );
});

test("a check that fails records nothing", () => {
  const axes = { time: 5 };
  expect(() => checkShape("scan", "mask", zeros([2, 4]), ["batch", "time"], axes)).toThrow();
  expect(axes).toEqual({ time: 5 });
});
