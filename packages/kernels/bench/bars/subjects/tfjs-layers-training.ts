/* The training step of the text model as users of tfjs-layers write it; with our kernels' one import, if asked for. */
import "@tensorflow/tfjs-backend-wasm";
import { randomWindows } from "@tenetjs/datasets";
import {
  addN,
  div,
  layers as kerasLayers,
  losses,
  maximum,
  mul,
  type NamedTensorMap,
  oneHot,
  ready,
  reshape,
  type Scalar,
  sequential,
  setBackend,
  sqrt,
  square,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  train,
  variableGrads,
} from "@tensorflow/tfjs";
import { serve } from "../serve.ts";
import type { TextModel } from "../sizes.ts";
import { randomTokens } from "./random-tokens.ts";

type LayersOptions = { readonly model: TextModel; readonly register: boolean };

await serve(async ({ model: sizes, register }: LayersOptions) => {
  if (register) await import("@tenetjs/kernels/register");
  await setBackend("wasm");
  await ready();
  const { vocabulary, time, batch, clip, rate } = sizes;
  const model = network(sizes);
  const optimizer = train.adam(rate);
  const batches = randomWindows(randomTokens(vocabulary), { batch, time });
  let steps = 0;
  const encoded = (ids: ArrayLike<number>) =>
    oneHot(tensor1d(Int32Array.from(ids), "int32"), vocabulary).toFloat();

  return {
    async step() {
      const windows = batches.at(steps);
      steps += 1;
      const loss = tidy(() => {
        const inputs = reshape(encoded(windows.inputs.data), [batch, time, vocabulary]);
        const targets = encoded(windows.targets.data);
        const { value, grads } = variableGrads(() => {
          const logits = model.apply(inputs, { training: true }) as Tensor;
          return losses.softmaxCrossEntropy(targets, reshape(logits, [batch * time, vocabulary])) as Scalar;
        });
        optimizer.applyGradients(clipped(grads, clip));
        return value;
      });
      await loss.data();
      loss.dispose();
    },
  };
});

function network({ vocabulary, hiddenSize: units, layers, time }: TextModel) {
  const model = sequential();
  for (let layer = 0; layer < layers; layer += 1) {
    const inputShape = [time, layer === 0 ? vocabulary : units];
    // "sigmoid" is the gates' function in Tenet and PyTorch; tfjs-layers' default is a piecewise line.
    model.add(kerasLayers.lstm({ units, inputShape, returnSequences: true, recurrentActivation: "sigmoid" }));
  }
  model.add(kerasLayers.dense({ units: vocabulary }));
  return model;
}

/** The gradients, scaled so that the norm of all together is at most `most`. */
function clipped(gradients: NamedTensorMap, most: number): { name: string; tensor: Tensor }[] {
  const norm = sqrt(addN(Object.values(gradients).map((gradient) => sum(square(gradient)))));
  const factor = div(most, maximum(norm, most));
  return Object.entries(gradients).map(([name, gradient]) => ({ name, tensor: mul(gradient, factor) }));
}
