import { start } from "@tenetjs/backends";
import { largestDifference } from "@tenetjs/testing";
import { describe, expect, test } from "vitest";
import { sequenceFor, sequenceNames } from "../parity/sequences.ts";
import type { Numbers, Results, Sequence } from "../sequence.ts";
import { subjects } from "../subjects.ts";

const sizes = { inputSize: 2, hiddenSize: 3 };

await start("cpu");

/** The loss whose gradients `unroll` returns. */
function loss(results: Results, { factors }: Sequence): number {
  const terms = Object.entries(factors).flatMap(([name, { values }]) =>
    Array.from(values, (factor, index) => factor * (results[name]?.[index] as number)),
  );
  return terms.reduce((sum, term) => sum + term, 0);
}

describe.each(Object.entries(subjects(sizes)))(
  "the gradients of %s in float64 match difference quotients",
  (_, subject) => {
    test.each(sequenceNames)("of %s", async (name) => {
      const sequence = await sequenceFor(subject, name, { batch: 2, time: 4 });
      const gradients = subject.unroll(sequence);
      const { inputs } = sequence;
      const given: Record<string, Numbers> = {
        ...named("params", sequence.params),
        ...named("state", sequence.state),
        ...named("stepInputs", sequence.stepInputs),
        ...(inputs.values instanceof Int32Array ? {} : { inputs: inputs as Numbers }),
      };
      const all = Object.keys(gradients).filter((name) => name.startsWith("d "));
      expect(all.sort()).toEqual(
        Object.keys(given)
          .map((name) => `d ${name}`)
          .sort(),
      );

      for (const [name, { values }] of Object.entries(given)) {
        const quotients = Array.from(values, (value, index) => {
          // Inputs are float32, so the shifted values are rounded to float32. Their difference is exact.
          const [below, above] = [Math.fround(value - 2 ** -13), Math.fround(value + 2 ** -13)];
          const lossAt = (place: number) => {
            values[index] = place;
            return loss(subject.unroll(sequence), sequence);
          };
          const difference = lossAt(above) - lossAt(below);
          values[index] = value;
          return difference / (above - below);
        });
        // The error of a quotient is the square of its step, times a sixth of the third derivative.
        expect(largestDifference(gradients[`d ${name}`] ?? [], quotients), name).toBeLessThan(1e-4);
      }
    });
  },
);

function named(kind: string, tensors: Readonly<Record<string, Numbers>>): Record<string, Numbers> {
  return Object.fromEntries(Object.entries(tensors).map(([name, values]) => [`${kind}.${name}`, values]));
}
