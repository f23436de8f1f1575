import { type Case, onNode, resultOf } from "../case.ts";
import type { Machine } from "../machine.ts";
import type { Row } from "../row.ts";
import { scans, squares } from "../sizes.ts";
import { ratios } from "../statistics.ts";

/**
 * How much of the machine's SIMD peak the recurrent part has: all of a scan's time, forward and backward, for the operations of its
 * products with Wh alone; against products of large squares by the same kernels in the same round.
 */
export function shareOfPeak({ nodes, kernels }: Machine, hiddenSizes: readonly number[]): Case {
  const squareNames = squares.map((size) => [`square ${size}`, size] as const);
  const scanNames = hiddenSizes.map((hiddenSize) => [`hidden ${hiddenSize}`, hiddenSize] as const);
  const wanted = {
    squares: Object.fromEntries(squareNames),
    scans: Object.fromEntries(scanNames.map(([name, hiddenSize]) => [name, { ...scans, hiddenSize }])),
  };
  const subjects = nodes.map((node) =>
    onNode(node, "scan", { name: "Tenet", threads: 1, kernels, ...wanted }),
  );
  return {
    subjects,
    works: [...squareNames, ...scanNames].map(([name]) => name),
    rows(results) {
      return subjects.flatMap((subject) => {
        const rates = (work: string, operations: number) =>
          resultOf(results, subject, work)?.rounds.map((milliseconds) => operations / milliseconds / 1e6) ??
          [];
        const peak = squareNames
          .map(([name, size]) => rates(name, 2 * size ** 3))
          .reduce((left, right) => left.map((rate, round) => Math.max(rate, right[round] as number)));
        // Nothing was measured.
        if (peak.length === 0) return [];
        const row = { subject: subject.name, threads: 1, unit: "GFLOP/s" };
        return [
          { ...row, work: `product of squares of ${squares.join(" or ")}`, rounds: peak },
          ...scanNames.map(([name, hiddenSize]): Row => {
            const rounds = rates(name, operations(hiddenSize));
            const bar = hiddenSize >= 128 && hiddenSize <= 512 ? { bar: { least: 0.75 } } : {};
            const comparison = {
              against: "product of squares",
              ratios: ratios(rounds, peak),
              as: "percent",
            } as const;
            return { ...row, work: `recurrent part, ${name}`, rounds, comparison: { ...comparison, ...bar } };
          }),
        ];
      });
    },
  };
}

/** A multiplication and an addition for each weight of Wh, of four gates: in one product forward, and in two backward. */
function operations(hiddenSize: number): number {
  return 3 * 2 * scans.batch * scans.time * hiddenSize * 4 * hiddenSize;
}
