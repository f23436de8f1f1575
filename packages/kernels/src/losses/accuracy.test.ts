import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { leakedTensors } from "@tenetjs/testing";
import { dispose, ones, type Tensor, tensor, tensor1d, zeros } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";
import { accuracyName } from "./accuracy.ts";

await onKernelBackends(() => {
  test("the accuracy is the weighted fraction of rows whose first largest logit is the target's", async () => {
    const cases = fc.integer({ min: 1, max: 90 }).chain((classes) => {
      // Few distinct values, so that many are equal.
      const row = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: classes, maxLength: classes });
      return fc.record({
        classes: fc.constant(classes),
        rows: fc.array(
          fc.record({
            logits: row,
            target: fc.integer({ min: -1, max: classes }),
            hit: fc.boolean(),
            weight: fc.nat(1),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        dtype: fc.constantFrom("float32", "int32", "bool", undefined),
      });
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ classes, rows, dtype }) => {
        const best = rows.map(({ logits }) => logits.indexOf(Math.max(...logits)));
        const targets = rows.map(({ target, hit }, row) => (hit ? (best[row] as number) : target));
        const weights = rows.map(({ weight }) => (dtype === undefined ? 1 : weight));
        const counted = weights.reduce((sum, weight) => sum + weight, 0);
        const hits = weights.filter((weight, row) => weight === 1 && targets[row] === best[row]).length;
        const given = {
          logits: tensor(
            rows.flatMap(({ logits }) => logits),
            [rows.length, classes],
            "float32",
          ),
          targets: tensor1d(targets, "int32"),
          ...(dtype === undefined ? {} : { weights: tensor(weights, [rows.length], dtype) }),
        };
        const found = await accuracyOf(given);
        if (counted === 0) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(hits / counted, 6);
      }),
      { numRuns: 40 },
    );
  });

  test("the accuracy is exactly 1 if all rows are correct, for any number of rows", async () => {
    for (const rows of [1, 3, 49, 1500]) {
      expect(await accuracyOf({ logits: ones([rows, 2]), targets: zeros([rows], "int32") })).toBe(1);
    }
  });

  test("the accuracy of no rows is NaN, and nothing leaks", async () => {
    expect(await accuracyOf({ logits: zeros([0, 3]), targets: zeros([0], "int32") })).toBeNaN();
    const given = { logits: ones([4, 3]), targets: zeros([4], "int32") };
    expect(await leakedTensors(() => dispose(run(given)))).toBe(0);
    dispose(Object.values(given));
  });
});

function run(given: Record<string, Tensor>): Tensor[] {
  return fusedKernel(accuracyName)?.(given) ?? [];
}

async function accuracyOf(given: Record<string, Tensor>): Promise<number | undefined> {
  const outputs = run(given);
  const value = (await outputs[0]?.data())?.[0];
  dispose([...Object.values(given), ...outputs]);
  return value;
}
