import type { CellParams } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree, tidied } from "@tenetjs/core/tensors";
import { largestDifference, onEachBackend } from "@tenetjs/testing";
import { add, concat, slice, type Tensor, tensor, tidy, transpose } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import golden from "./golden/heads.golden.json" with { type: "json" };
import { type SequenceParams, sequenceRegressor, stepClassifier, stepRegressor } from "./index.ts";

const { input, hidden, outputs } = golden.sizes;
const options = {
  cell: "gru",
  input: { kind: "vector", size: input },
  hiddenSize: hidden,
  bidirectional: true,
} as const;

await onEachBackend(() => {
  test.each([
    ["after the last step of each direction", sequenceRegressor({ ...options, outputs }), golden.sequence],
    ["at each step", stepRegressor({ ...options, outputs }), golden.steps],
  ] as const)(
    `the numbers of a bidirectional regressor %s are those of PyTorch ${golden.torch}`,
    async (_, model, expected) => {
      const params = storedParams();
      const inputs = toTensor(golden.inputs);
      const { predictions, state } = model.apply(params, inputs);
      const [batch, ...rest] = expected.shape as [number, ...number[]];
      expect(predictions.shape).toEqual(rest.length === 1 ? [batch, 1, ...rest] : expected.shape);
      // Sums of a dozen terms of order 1 in float32, through tanh and sigmoid.
      expect(largestDifference(await predictions.data(), expected.values)).toBeLessThan(2e-6);
      disposeTree([params, inputs, predictions, state]);
    },
  );

  test("a tagger's logits at a step depend on what follows it", async () => {
    const model = stepClassifier({ ...options, classes: 3 });
    const params = model.init(seed(1));
    const inputs = toTensor(golden.inputs);
    const changed = tidy(() => {
      const [first, last] = [slice(inputs, [0, 0, 0], [3, 5, 2]), slice(inputs, [0, 5, 0], [3, 1, 2])];
      return concat([first, add(last, 1)], 1);
    });
    const [before, after] = [model.apply(params, inputs), model.apply(params, changed)];
    const first = async ({ logits }: { logits: Tensor }) => (await logits.data()).slice(0, 3);
    expect(largestDifference(await first(before), await first(after))).toBeGreaterThan(1e-6);
    disposeTree([params, inputs, changed, before.logits, before.state, after.logits, after.state]);
  });
});

type Stored = { readonly shape: number[]; readonly values: number[] };

function toTensor({ shape, values }: Stored): Tensor {
  return tensor(values, shape);
}

function storedParams(): SequenceParams {
  const weights: Record<string, Stored> = golden.weights;
  const direction = (suffix: string): CellParams =>
    tidied(() => {
      const of = (name: string) => toTensor(weights[`${name}_${suffix}`] as Stored);
      const [fromInput, fromState] = [of("bias_ih"), of("bias_hh")];
      const part = (bias: Tensor, from: number, size: number) => slice(bias, [from], [size]);
      // Reset and update add their two biases; the candidate has a part from x and a part from h.
      const both = add(part(fromInput, 0, 2 * hidden), part(fromState, 0, 2 * hidden));
      const candidate = [fromInput, fromState].map((bias) => part(bias, 2 * hidden, hidden));
      return {
        wx: transpose(of("weight_ih")),
        wh: transpose(of("weight_hh")),
        b: concat([both, ...candidate]),
      } as CellParams;
    });
  const head = tidy(() => ({ w: transpose(toTensor(golden.head.weight)), b: toTensor(golden.head.bias) }));
  return {
    input: {},
    recurrent: { layers: [{ forward: direction("l0"), backward: direction("l0_reverse") }] },
    head,
  } as SequenceParams;
}
