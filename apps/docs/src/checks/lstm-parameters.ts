import { namedCell } from "@tenetjs/cells";
import { integer, type Rng } from "@tenetjs/core";
import type { Check } from "./check.ts";

/** 4n(d + n + 1) beside what the library counts from the recipe, for the course's sizes and for three that are drawn. */
export function lstmParameters(rng: Rng): Check {
  const drawn = Array.from({ length: 3 }, () => [1 + integer(rng, 200), 1 + integer(rng, 300)]);
  return {
    formula: "4n(d + n + 1)",
    other: "counted by the library",
    rows: [[1, 128], [10, 128], ...drawn].map(([d = 0, n = 0]) => ({
      label: `d = ${d}, n = ${n}`,
      formula: 4 * n * (d + n + 1),
      other: namedCell("lstm").parameterCount({ inputSize: d, hiddenSize: n }).total,
    })),
  };
}
