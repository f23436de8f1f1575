/*
 * The time of a training step of tfjs-layers' LSTM on WASM, without and with our kernels: what the import alone gains. In the
 * package's folder, run `node --conditions=@tenetjs/source bench/layers.ts`.
 */
import "@tensorflow/tfjs-backend-wasm";
import {
  layers,
  losses,
  oneHot,
  randomUniform,
  ready,
  reshape,
  type Scalar,
  sequential,
  setBackend,
  type Tensor,
  tidy,
  train,
} from "@tensorflow/tfjs";
import { registerKernels } from "../src/register-kernels.ts";

const [vocabulary, units, time, batch] = [87, 128, 30, 64];

await setBackend("wasm");
await ready();
const model = sequential();
model.add(
  layers.lstm({
    units,
    returnSequences: true,
    recurrentActivation: "sigmoid",
    inputShape: [time, vocabulary],
  }),
);
model.add(layers.lstm({ units, returnSequences: true, recurrentActivation: "sigmoid" }));
model.add(layers.dense({ units: vocabulary }));
const optimizer = train.adam(2e-3);
const inputs = randomUniform([batch, time, vocabulary]);
const targets = tidy(() =>
  oneHot(randomUniform([batch * time], 0, vocabulary).toInt(), vocabulary).toFloat(),
);

const without = await milliseconds();
registerKernels();
const withKernels = await milliseconds();
process.stdout.write(
  `2 x LSTM ${units}, vocabulary ${vocabulary}, windows of ${time}, batch ${batch}, Adam, Node ${process.versions.node}, one thread:\n` +
    `tfjs-layers ${without.toFixed(0)} ms per step, with @tenetjs/kernels/register ${withKernels.toFixed(0)} ms: ` +
    `${(without / withKernels).toFixed(1)} times faster (fastest of 8 steps)\n`,
);

async function milliseconds(): Promise<number> {
  const times: number[] = [];
  for (let step = 0; step < 8; step += 1) {
    const start = performance.now();
    const loss = optimizer.minimize(lossOfModel, true) as Scalar;
    await loss.data();
    times.push(performance.now() - start);
    loss.dispose();
  }
  return Math.min(...times);
}

function lossOfModel(): Scalar {
  const logits = model.apply(inputs, { training: true }) as Tensor;
  return losses.softmaxCrossEntropy(targets, reshape(logits, [batch * time, vocabulary])) as Scalar;
}
