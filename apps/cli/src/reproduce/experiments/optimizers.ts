import { experiment } from "../experiment.ts";
import { course } from "../training/course.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { Trained } from "../training/trained.ts";
import {
  medianAccuracy,
  type VariantSpec,
  variantCurves,
  variantJobs,
  variantTable,
} from "../training/variants.ts";

const names = { sgd: "SGD", momentum: "SGD with momentum", rmsprop: "RMSProp", adam: "Adam" } as const;
type Optimizer = keyof typeof names;

const groups: Readonly<Record<string, Readonly<Record<Optimizer, number>>>> = {
  "learning rate 0.001": { sgd: 1e-3, momentum: 1e-3, rmsprop: 1e-3, adam: 1e-3 },
  "tuned learning rate": { sgd: 1, momentum: 0.1, rmsprop: 1e-3, adam: 3e-3 },
};
const [same, tuned] = Object.keys(groups) as [string, string];

/** The optimizers of the report. */
export const optimizers = experiment<VariantSpec, Trained>({
  title: "Optimizers on palindromes of 8 digits",
  claim:
    "The report credits RMSProp's speed to momentum. RMSProp has none: it scales each parameter's step by the size of its recent gradients.",
  about:
    "An LSTM on one-hot digits, with the same seeds and data for all optimizers: all at a learning rate of 0.001, and each at a learning rate that suits it. Momentum accumulates gradients over steps, RMSProp scales, and Adam does both.",
  jobs: ({ full, seeds, steps = full ? 1000 : 400 }) =>
    variantJobs(
      Object.entries(groups).flatMap(([group, rates]) =>
        Object.entries(rates).map(([optimizer, learningRate]) => ({
          name: names[optimizer as Optimizer],
          group,
          task: "palindrome",
          options: { ...course, encoding: "one-hot", length: 8, optimizer, learningRate },
          steps,
        })),
      ),
      seeds ?? (full ? 5 : 1),
    ),
  run: trainNetwork,
  report: (finished) => {
    const at = (group: string, optimizer: Optimizer) => medianAccuracy(finished, group, names[optimizer]);
    const scaled = Math.min(at(same, "rmsprop"), at(same, "adam"));
    const unscaled = Math.max(at(same, "sgd"), at(same, "momentum"));
    const said = `At a learning rate of 0.001, RMSProp reaches ${at(same, "rmsprop").toFixed(3)} and Adam ${at(same, "adam").toFixed(3)}, SGD ${at(same, "sgd").toFixed(3)} and momentum ${at(same, "momentum").toFixed(3)}: momentum alone does not help at that rate. At rates that suit them, SGD reaches ${at(tuned, "sgd").toFixed(3)} and momentum ${at(tuned, "momentum").toFixed(3)}.`;
    return {
      verdict: { outcome: scaled > 2 * unscaled ? "holds" : scaled > unscaled ? "open" : "fails", said },
      figures: [
        { name: "optimizers", svg: variantCurves("Optimizers on palindromes of 8 digits", finished) },
      ],
      tables: [variantTable(finished)],
      notes: [],
    };
  },
});
