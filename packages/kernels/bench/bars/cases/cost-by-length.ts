import { type Case, onNode, resultOf } from "../case.ts";
import type { Machine } from "../machine.ts";
import { scans } from "../sizes.ts";
import { ratios } from "../statistics.ts";

/** What a step costs in sequences of other lengths, against those of 100. */
export function costByLength({ nodes, kernels }: Machine, lengths: readonly number[]): Case {
  const { vocabulary, lengthBatch: batch, lengthHiddenSize: hiddenSize } = scans;
  const sizes = (time: number) => ({ vocabulary, hiddenSize, batch, time });
  const name = (time: number) => `T ${time}`;
  const wanted = { squares: {}, scans: Object.fromEntries(lengths.map((time) => [name(time), sizes(time)])) };
  const subjects = nodes.map((node) =>
    onNode(node, "scan", { name: "Tenet", threads: 1, kernels, ...wanted }),
  );
  return {
    subjects,
    works: lengths.map(name),
    rows(results) {
      return subjects.flatMap((subject) => {
        const costs = (time: number) =>
          resultOf(results, subject, name(time))?.rounds.map((milliseconds) => (1000 * milliseconds) / time);
        const reference = costs(100);
        return lengths.flatMap((time) => {
          const rounds = costs(time);
          if (rounds === undefined || reference === undefined) return [];
          const row = {
            work: `step of a scan, ${name(time)}`,
            subject: subject.name,
            threads: 1,
            rounds,
            unit: "µs",
          };
          if (time === 100) return [row];
          const bar = { least: 0.9, most: 1.1 };
          return [
            {
              ...row,
              comparison: { against: name(100), ratios: ratios(rounds, reference), as: "times", bar },
            },
          ];
        });
      });
    },
  };
}
