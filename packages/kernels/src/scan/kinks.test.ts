import { cell, composed, scan } from "@tenetjs/cells";
import {
  abs,
  type Expression,
  lessOrEqual,
  max,
  min,
  mul,
  neg,
  recipe,
  relu,
  sqrt,
  where,
} from "@tenetjs/recipes";

import { grad, sum, type Tensor, type Tensor1D, tidy, zeros } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";

/** Each is 0 at 0 and has the slope 0 there, by the side that is chosen; the root behind it has an infinite one. */
const kinks: Record<string, (x: Expression) => Expression> = {
  abs: (x) => sqrt(abs(x)),
  relu: (x) => sqrt(relu(x)),
  "the right operand of max at a tie": (x) => sqrt(max(0, x)),
  "the right operand of min at a tie": (x) => sqrt(neg(min(0, x))),
  "the branch of where that is not chosen": (x) => sqrt(where(lessOrEqual(x, 0), 0, mul(2, x))),
};

await onKernelBackends(() => {
  describe("behind a kink, an infinite gradient becomes 0, composed and fused:", () => {
    test.each(Object.entries(kinks))("%s", async (_, step) => {
      const made = cell(
        recipe({ name: "kinked", gates: ["a"], state: ["h"], step: ({ gates }) => ({ h: step(gates.a) }) }),
        { inputSize: 2, hiddenSize: 5 },
      );
      const slope = (b: Tensor1D) => {
        const params = { wx: zeros([2, 5]), wh: zeros([5, 5]), b } as never;
        return sum(scan(made, params, zeros([3, 1, 2])).outputs);
      };
      const gradient = () => tidy(() => grad(slope as (x: Tensor) => Tensor)(zeros([5])));
      for (const found of [gradient(), composed(gradient)]) {
        expect([...(await found.data())].map((value) => value + 0)).toEqual([0, 0, 0, 0, 0]);
        found.dispose();
      }
    });
  });
});
