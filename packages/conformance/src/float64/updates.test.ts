import type { OptimizerOptions } from "@tenetjs/training";
import { expect, test } from "vitest";
import { updates } from "./updates.ts";

const learningRate = 0.1;
/** The values of a parameter that starts at 1 after each of two steps with the same gradient. */
const paths: [OptimizerOptions, gradient: number, first: number, second: number][] = [
  [{ name: "sgd", learningRate }, 2, 0.8, 0.6],
  [{ name: "momentum", learningRate, decay: 0.5 }, 1, 0.9, 0.75],
  [{ name: "nesterov", learningRate, decay: 0.5 }, 1, 0.85, 0.675],
  // The mean square is 1, and then 1.75.
  [{ name: "rmsprop", learningRate, decay: 0.75, epsilon: 1 }, 2, 0.9, 0.9 - 0.2 / (1 + Math.sqrt(1.75))],
  [
    { name: "rmsprop", learningRate, decay: 0.75, epsilon: 3, epsilonInsideRoot: true },
    2,
    0.9,
    0.9 - 0.2 / Math.sqrt(4.75),
  ],
  // The mean is 0.5, and then 0.875.
  [
    { name: "rmsprop", learningRate, decay: 0.75, epsilon: 1, centered: true },
    2,
    1 - 0.2 / (1 + Math.sqrt(0.75)),
    1 - 0.2 / (1 + Math.sqrt(0.75)) - 0.2 / (1 + Math.sqrt(1.75 - 0.875 ** 2)),
  ],
  // With bias correction, the mean of a constant gradient is the gradient, and the mean square is its square.
  [{ name: "adam", learningRate, epsilon: 1 }, 3, 1 - 0.3 / 4, 1 - 0.6 / 4],
  [{ name: "adamw", learningRate, epsilon: 1, weightDecay: 0.5 }, 3, 0.875, 0.875 - 0.075 - 0.05 * 0.875],
];

test.each(paths)(
  "%o with gradients of %d goes to %d, and then to %d",
  (optimizer, gradient, first, second) => {
    const of = (value: number) => ({ x: { shape: [], values: Float32Array.of(value) } });
    const results = updates({ optimizer, params: of(1), gradients: [of(gradient), of(gradient)] });
    expect(results["x after 1"]?.[0]).toBeCloseTo(first, 12);
    expect(results["x after 2"]?.[0]).toBeCloseTo(second, 12);
  },
);
