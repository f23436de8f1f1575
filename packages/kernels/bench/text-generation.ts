/*
 * The example "lstm-text-generation" of TensorFlow.js, written again from its description: a network of tfjs-layers that reads 40 characters, one-hot, and
 * names the next, trained by RMSProp. Steps a second and losses on WASM without the import, with it, and of the same network in Tenet, from the same vectors. A second is one of
 * the processor's time for this process, which other programs do not take part of. In the package's folder, run `node --conditions=@tenetjs/source bench/text-generation.ts`.
 */
import "@tensorflow/tfjs-backend-wasm";
import { readFileSync } from "node:fs";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { sequenceClassifier } from "@tenetjs/models";
import { crossEntropy, rmsprop, train, trainingState } from "@tenetjs/training";
import {
  cast,
  layers,
  oneHot,
  train as optimizers,
  ready,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  tidy,
} from "@tensorflow/tfjs";
import { explain } from "../src/index.ts";
import { registerKernels } from "../src/register-kernels.ts";

const [length, stride, batch, units, steps] = [40, 3, 128, 128, 8];

const text = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const characters = [...new Set(text)].sort();
const ids = Int32Array.from(text, (character) => characters.indexOf(character));

/** Batch `index`: windows of 40 characters every 3, and the character after each. */
function windowsOf(index: number): { inputs: Int32Array; targets: Int32Array } {
  const places = Math.floor((ids.length - length - 1) / stride);
  const starts = Array.from({ length: batch }, (_, row) => stride * ((index * batch + row) % places));
  return {
    inputs: Int32Array.from(starts.flatMap((start) => [...ids.subarray(start, start + length)])),
    targets: Int32Array.from(starts, (start) => ids[start + length] as number),
  };
}

/** One-hot vectors. A cast, since oneHot's own dtype writes integers into a float32 tensor of tfjs's WASM backend. */
function encoded(of: Int32Array, shape: number[]): Tensor {
  return cast(oneHot(tensor(of, shape, "int32"), characters.length), "float32");
}

function makeModel(): ReturnType<typeof sequential> {
  const model = sequential();
  model.add(layers.lstm({ units, inputShape: [length, characters.length] }));
  model.add(layers.dense({ units: characters.length, activation: "softmax" }));
  model.compile({ optimizer: optimizers.rmsprop(0.01), loss: "categoricalCrossentropy" });
  return model;
}

type Measured = { readonly losses: number[]; readonly perSecond: number };
type Step = (index: number) => Promise<number>;

/** Runs all of `given` for each batch, interleaved, since a machine is not as fast at all times. The rate is that of the median step but the first, which compiles. */
async function measured(...given: Step[]): Promise<Measured[]> {
  const times = given.map((): number[] => []);
  const losses = given.map((): number[] => []);
  for (let index = 0; index < steps; index += 1) {
    for (const [place, step] of given.entries()) {
      const started = process.cpuUsage();
      losses[place]?.push(await step(index));
      const { user, system } = process.cpuUsage(started);
      times[place]?.push(user + system);
    }
  }
  return given.map((_, place) => ({
    losses: losses[place] as number[],
    perSecond: 1e6 / median((times[place] as number[]).slice(1)),
  }));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function stepOfLayers(model: ReturnType<typeof sequential>): Step {
  return async (index) => {
    const { inputs, targets } = windowsOf(index);
    const [x, y] = tidy(() => [encoded(inputs, [batch, length]), encoded(targets, [batch])]);
    const loss = (await model.trainOnBatch(x as never, y as never)) as number;
    disposeTree([x as never, y as never]);
    return loss;
  };
}

function stepOfTenet(): Step {
  const model = sequenceClassifier({
    input: { kind: "vector", size: characters.length },
    classes: characters.length,
    hiddenSize: units,
  });
  const optimizer = rmsprop(0.01);
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  const batches = Array.from({ length: steps }, (_, index) => {
    const { inputs, targets } = windowsOf(index);
    const vectors = new Float32Array(inputs.length * characters.length);
    for (const [step, id] of inputs.entries()) vectors[step * characters.length + id] = 1;
    return {
      inputs: { data: vectors, shape: [batch, length, characters.length] },
      targets: { data: targets, shape: [batch] },
    };
  });
  const run = train({ state, objective: crossEntropy(model), optimizer, batches, rng: seed(1) });
  return async () => ((await run.next()).value as { loss: number }).loss;
}

await setBackend("wasm");
await ready();
const model = makeModel();
const start = model.getWeights().map((weight) => weight.clone());
const [before] = (await measured(stepOfLayers(model))) as [Measured];
registerKernels();
const again = makeModel();
again.setWeights(start);
const [after, tenet] = (await measured(stepOfLayers(again), stepOfTenet())) as [Measured, Measured];

const off = before.losses.reduce(
  (most, loss, index) => Math.max(most, Math.abs(loss - (after.losses[index] as number))),
  0,
);
const lines = [
  `LSTM ${units}, ${length} of ${characters.length} characters, batch ${batch}, Node ${process.versions.node}, one thread:`,
  `tfjs-layers: ${before.perSecond.toFixed(2)} steps a second, losses ${shown(before)}`,
  `with @tenetjs/kernels/register: ${after.perSecond.toFixed(2)} steps a second, losses ${shown(after)}`,
  `largest difference of a loss: ${off.toExponential(1)}`,
  `Tenet: ${tenet.perSecond.toFixed(2)} steps a second; tfjs-layers with the import at ${((100 * after.perSecond) / tenet.perSecond).toFixed(0)} % of that`,
  ...explain(again as never).map(({ layer, form, reason }) => `${layer}: ${form} (${reason})`),
];
process.stdout.write(`${lines.join("\n")}\n`);

function shown({ losses }: Measured): string {
  return [losses[0], losses.at(-1)].map((loss) => (loss as number).toFixed(5)).join(" to ");
}
