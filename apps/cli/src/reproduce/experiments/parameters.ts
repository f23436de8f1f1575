import { parameterCount } from "@tenetjs/models";
import { experiment } from "../experiment.ts";

type Spec = { readonly d: number; readonly n: number; readonly k: number };
type Counted = { readonly cell: number; readonly head: number };

const sizes: readonly Spec[] = [
  { d: 1, n: 128, k: 10 },
  { d: 10, n: 128, k: 10 },
  { d: 87, n: 128, k: 87 },
  { d: 3, n: 5, k: 2 },
];

/** The count of the parameters of an LSTM. */
export const parameters = experiment<Spec, Counted>({
  title: "The parameters of an LSTM",
  claim: "An LSTM of n units on d inputs has 4n(d + n + 1) parameters, and its head for K classes K(n + 1).",
  about:
    "Each of the four gates has d weights from the input, n from the previous output and one bias for each of n units. The library counts what it would allocate. The report writes 2 · 4dn: it counts the recurrent weights as if n were d, and leaves out the biases and the head.",
  jobs: () => sizes.map((spec) => ({ label: `d = ${spec.d}, n = ${spec.n}, K = ${spec.k}`, spec, work: 1 })),
  run: async ({ d, n, k }) => {
    const { parts } = parameterCount({
      cell: "lstm",
      hiddenSize: n,
      classes: k,
      input: { kind: "vector", size: d },
    });
    const head = parts.at(-1)?.count ?? 0;
    return { cell: parts.slice(0, -1).reduce((sum, { count }) => sum + count, 0), head };
  },
  report: (finished) => {
    const right = finished.filter(
      ({ spec: { d, n, k }, result }) => result.cell === 4 * n * (d + n + 1) && result.head === k * (n + 1),
    );
    return {
      verdict: {
        outcome: right.length === finished.length ? "holds" : "fails",
        said: `The library's count equals the sum for ${right.length} of ${finished.length} sizes.`,
      },
      figures: [],
      tables: [
        {
          caption: "Parameters by three counts",
          columns: ["d", "n", "K", "4n(d + n + 1)", "counted", "K(n + 1)", "counted", "report, 2 · 4dn"],
          rows: finished.map(({ spec: { d, n, k }, result }) => [
            ...[d, n, k, 4 * n * (d + n + 1), result.cell, k * (n + 1), result.head],
            2 * 4 * d * n,
          ]),
        },
      ],
      notes: [],
    };
  },
});
