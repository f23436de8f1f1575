import { experiment } from "../experiment.ts";
import { course } from "../training/course.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { Trained } from "../training/trained.ts";
import {
  medianStepsToLearn,
  stepsInWords,
  type VariantSpec,
  variantCurves,
  variantJobs,
  variantTable,
} from "../training/variants.ts";

const cells = ["rnn", "lstm"] as const;
const kinds = ["scalar", "one-hot", "embedding"] as const;

/** The encodings of a digit, which the report only suggests to compare. */
export const encodings = experiment<VariantSpec, Trained>({
  title: "Digits as numbers, one-hot vectors or learned embeddings",
  claim: "A network learns a palindrome sooner from one-hot digits than from digits as numbers.",
  about:
    "The setting of the course on palindromes of 10 digits, with three encodings of a digit. As a number, 9 is nine times as strong an input as 1. As a one-hot vector or an embedding, each digit has its own weights.",
  jobs: ({ full, seeds, steps = full ? 1000 : 400 }) =>
    variantJobs(
      cells.flatMap((cell) =>
        kinds.map((encoding) => ({
          name: encoding,
          group: cell.toUpperCase(),
          task: "palindrome",
          options: { ...course, cell, encoding, length: 10 },
          steps,
        })),
      ),
      seeds ?? (full ? 5 : 1),
    ),
  run: trainNetwork,
  report: (finished) => {
    const steps = (cell: string, kind: string) => medianStepsToLearn(finished, cell.toUpperCase(), kind);
    const parts = cells.map((cell) => {
      const each = kinds.map((kind) => `${kind} ${stepsInWords([steps(cell, kind)])}`);
      return `${cell.toUpperCase()}: ${each.join(", ")}`;
    });
    const sooner = cells.filter((cell) => steps(cell, "one-hot") < steps(cell, "scalar"));
    return {
      verdict: {
        outcome: sooner.length === cells.length ? "holds" : sooner.length === 0 ? "fails" : "open",
        said: `Steps until the accuracy in training is above 0.9. ${parts.join(". ")}.`,
      },
      figures: [{ name: "encodings", svg: variantCurves("Encodings of digits", finished) }],
      tables: [variantTable(finished)],
      notes: [],
    };
  },
});
