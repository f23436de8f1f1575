/*
 * What dropout costs on WASM: the time of a forward and backward pass of the text model's layers with dropout, as a ratio to one without, in passes that
 * alternate. In the package's folder, run `node --conditions=@tenetjs/source bench/dropout.ts [THREADS]`.
 */
import { start } from "@tenetjs/backends";
import { dropout, type Layer, lstm, scan, stack } from "@tenetjs/cells";
import { seed, split } from "@tenetjs/core";
import { leaves, unflatten } from "@tenetjs/core/tensors";
import { grads, sum, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import "../src/register.ts";

const [vocabulary, hiddenSize, batch, time, passes] = [87, 128, 64, 30, 60];
const { device, threads } = await start("wasm", { threads: Number(process.argv[2] ?? 1) });

const ids = tensor2d(
  Int32Array.from({ length: batch * time }, (_, index) => (7 * index) % vocabulary),
  [batch, time],
  "int32",
);
const plain = layers(0);
const dropping = layers(0.2);
const params = plain.init(seed(1));
const values = leaves(params);

const ratios = Array.from(
  { length: passes },
  (_, pass) => milliseconds(dropping, pass) / milliseconds(plain, pass),
)
  // The first passes compile.
  .slice(10)
  .sort((one, other) => one - other);
const at = (fraction: number) => (ratios[Math.floor(fraction * ratios.length)] as number).toFixed(3);
process.stdout.write(
  `${device}, Node ${process.versions.node}, ${threads} thread${threads === 1 ? "" : "s"}: a pass with dropout takes ${at(0.5)} times one without ` +
    `(median of ${ratios.length}; middle half: ${at(0.25)} to ${at(0.75)})\n`,
);

function layers(rate: number): Layer {
  return stack(
    dropout(rate, lstm({ inputSize: vocabulary, hiddenSize })),
    dropout(rate, lstm({ inputSize: hiddenSize, hiddenSize })),
  );
}

function milliseconds(layer: Layer, pass: number): number {
  const begin = performance.now();
  tidy(() => {
    const options = { training: true, rng: split(seed("dropout"), pass) };
    const gradients = grads((...given: Tensor[]) =>
      sum(scan(layer, unflatten(params, given), ids, options).outputs),
    )(values);
    for (const gradient of gradients) gradient.dataSync();
  });
  return performance.now() - begin;
}
