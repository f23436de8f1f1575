/* An existing program with tfjs-layers: what it computes before and after the import. The tests run in order. */
import {
  type LayersModel,
  layers,
  losses,
  profile,
  type Rank,
  randomUniform,
  ready,
  type Scalar,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  tidy,
  train,
  unstack,
  variableGrads,
} from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { largestDifference } from "@tenetjs/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { explain, registerKernels } from "../index.ts";

const [batch, time, size, units] = [5, 6, 3, 4];

/** Models by name, with weights that are the same each time. Inputs of -1 are padding where there is a mask. */
const models = {
  "an LSTM": () => [layers.lstm({ units, returnSequences: true })],
  "an LSTM with a sigmoid": () => [layers.lstm({ units, recurrentActivation: "sigmoid" })],
  "two layers, the second without a bias": () => [
    layers.lstm({ units, returnSequences: true, recurrentActivation: "sigmoid" }),
    layers.simpleRNN({ units, useBias: false, activation: "softsign" }),
  ],
  "a SimpleRNN that reads backwards": () => [
    layers.simpleRNN({ units, goBackwards: true, activation: "relu" }),
  ],
  "both directions": () => [
    layers.bidirectional({ layer: layers.lstm({ units }) as never, mergeMode: "concat" }),
  ],
  "a mask": () => [layers.masking({ maskValue: -1 }), layers.lstm({ units, returnSequences: true })],
  "a GRU": () => [layers.gru({ units, returnSequences: true, recurrentActivation: "sigmoid" })],
  "a GRU of other activations, with a mask": () => [
    layers.masking({ maskValue: -1 }),
    layers.gru({ units, activation: "softsign" }),
  ],
  "an activation of no recipe": () => [layers.lstm({ units, activation: "elu" })],
} as const;

function build(make: () => readonly object[]): LayersModel {
  const [first, ...rest] = make();
  const model = sequential();
  model.add(layers.inputLayer({ inputShape: [time, size] }));
  for (const layer of [first, ...rest]) model.add(layer as never);
  model.add(layers.dense({ units: 2 }));
  model.setWeights(
    model.getWeights().map(({ shape }, index) => {
      const count = shape.reduce((product, axis) => product * (axis ?? 1), 1);
      return tensor(
        Array.from({ length: count }, (_, place) => 0.5 * Math.sin(1.3 * place + index)),
        shape as number[],
      );
    }),
  );
  return model;
}

const inputs = () =>
  tensor(
    Array.from({ length: batch * time * size }, (_, place) =>
      // The last two steps of the first row are padding.
      place >= 4 * size && place < time * size ? -1 : Math.cos(0.7 * place),
    ),
    [batch, time, size],
  );

/** The outputs, and the losses of four steps of training. */
async function resultsOf(make: () => readonly object[]): Promise<number[]> {
  const model = build(make);
  const optimizer = train.adam(0.01);
  const x = inputs();
  const outputs = [...(await (model.predict(x) as Tensor).data())];
  for (let step = 0; step < 4; step += 1) {
    const loss = tidy(() => {
      const { value, grads } = variableGrads(() => {
        const y = model.apply(x, { training: true }) as Tensor<Rank>;
        return losses.meanSquaredError(y.mul(0).add(0.3), y) as Scalar;
      });
      optimizer.applyGradients(grads as never);
      return value;
    });
    outputs.push((await loss.data())[0] as number);
  }
  return outputs;
}

/** What tfjs itself computes. */
const before = new Map<string, number[]>();

beforeAll(async () => {
  await setBackend("wasm");
  await ready();
  for (const [name, make] of Object.entries(models)) before.set(name, await resultsOf(make));
  registerKernels();
});

describe("outputs, and the losses of training, are those of tfjs-layers, of", () => {
  test.each(Object.entries(models))("%s", async (name, make) => {
    expect(largestDifference(await resultsOf(make), before.get(name) as number[])).toBeLessThan(1e-5);
  });
});

test("a sequence of a fused layer is one kernel, and that of another none", async () => {
  const kernelsOf = async (make: () => readonly object[]) => {
    const model = build(make);
    const { kernels } = await profile(() => model.predict(inputs()) as Tensor);
    return kernels.filter(({ name }) => name === "TenetScan").length;
  };
  expect(await kernelsOf(models["an LSTM"])).toBe(1);
  expect(await kernelsOf(models["both directions"])).toBe(2);
  expect(await kernelsOf(models["a GRU"])).toBe(1);
  expect(await kernelsOf(models["an activation of no recipe"])).toBe(0);
});

test("a stateful layer carries its state from call to call, and returns it", async () => {
  const model = sequential();
  model.add(
    layers.lstm({
      units,
      stateful: true,
      batchInputShape: [batch, time, size],
      recurrentActivation: "sigmoid",
    }),
  );
  const whole = layers.lstm({ units, recurrentActivation: "sigmoid", returnState: true });
  const [x] = [inputs()];
  const twice = x.concat(x, 1);
  const [output, h, c] = whole.apply(twice) as [Tensor, Tensor, Tensor];
  model.setWeights(whole.getWeights());
  (model.predict(x) as Tensor).dispose();
  const second = model.predict(x) as Tensor;
  expect(largestDifference(await second.data(), await output.data())).toBeLessThan(1e-6);
  expect(largestDifference(await h.data(), await output.data())).toBe(0);
  expect(c.shape).toEqual([batch, units]);
});

test("explain says which layer is fused, and why another is not", () => {
  const model = sequential();
  model.add(layers.lstm({ units, returnSequences: true, name: "first", inputShape: [time, size] }));
  model.add(layers.gru({ units, returnSequences: true, name: "second" }));
  model.add(
    layers.bidirectional({
      layer: layers.simpleRNN({ units, dropout: 0.2, returnSequences: true, name: "inner" }) as never,
      mergeMode: "concat",
      name: "both",
    }),
  );
  model.add(layers.lstm({ units, activation: "elu", name: "last" }));
  const found = explain(model);
  expect(found.map(({ layer, kind, form }) => [layer, kind, form])).toEqual([
    ["first", "LSTM", "fused"],
    ["second", "GRU", "fused"],
    ["both/forward_inner", "SimpleRNN", "composed in training"],
    ["both/backward_inner", "SimpleRNN", "composed in training"],
    ["last", "LSTM", "composed"],
  ]);
  expect(found[4]?.reason).toBe(
    'its activation "elu" is none of those that are compiled: tanh, sigmoid, relu, linear, hardSigmoid, softsign',
  );
  expect(() => explain({} as never)).toThrow(
    "explain: expected a model of tfjs-layers, with layers, got object.",
  );
});

test.each([0, 1, 2, -1])("unstack along axis %d gives the slices", async (axis) => {
  const x = randomUniform([3, 4, 5]);
  const values = await x.array();
  const slices = await Promise.all(unstack(x, axis).map((slice) => slice.array()));
  const rows = values as number[][][];
  const at = axis < 0 ? axis + 3 : axis;
  const expected = [
    () => rows,
    () => [0, 1, 2, 3].map((j) => rows.map((plane) => plane[j])),
    () => [0, 1, 2, 3, 4].map((k) => rows.map((plane) => plane.map((row) => row[k]))),
  ][at]?.();
  expect(slices).toEqual(expected);
});
