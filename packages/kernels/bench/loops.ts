/*
 * What a cell whose gates do not see h saves on WASM: the time of a forward and backward pass of two layers of LSTMs, as a ratio to that of
 * other cells, in passes that alternate. In the package's folder, run `node --conditions=@tenetjs/source bench/loops.ts [THREADS] [STEPS]`.
 */
import { start } from "@tenetjs/backends";
import { type CellName, type Layer, namedCell, scan, stack } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { leaves, unflatten } from "@tenetjs/core/tensors";
import { grads, sum, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import "../src/register.ts";

const [vocabulary, hiddenSize, batch, passes] = [87, 128, 64, 12];
const [threads = 1, time = 256] = process.argv.slice(2).map(Number);
const names = ["lstm", "min-gru", "min-lstm", "indrnn", "sru"] as const satisfies readonly CellName[];
const started = await start("wasm", { threads });

const ids = tensor2d(
  Int32Array.from({ length: batch * time }, (_, index) => (7 * index) % vocabulary),
  [batch, time],
  "int32",
);
const subjects = names.map((name) => {
  const layer = stack(
    namedCell(name).layer({ inputSize: vocabulary, hiddenSize }),
    namedCell(name).layer({ inputSize: hiddenSize, hiddenSize }),
  );
  return { name, layer, params: layer.init(seed(1)), taken: [] as number[] };
});

for (let pass = 0; pass < passes; pass += 1) {
  for (const { layer, params, taken } of subjects) taken.push(milliseconds(layer, params));
}
// The first passes compile.
const [lstm, ...others] = subjects.map(({ name, taken }) => ({ name, median: median(taken.slice(3)) }));
process.stdout.write(
  `${started.device}, Node ${process.versions.node}, ${started.threads} thread${started.threads === 1 ? "" : "s"}: ` +
    `2 x ${hiddenSize} units, ${time} steps, batch ${batch}; medians of ${passes - 3} passes\n`,
);
for (const { name, median } of others)
  process.stdout.write(
    `  ${median.toFixed(1)} ${name.padEnd(10)} ${((lstm?.median ?? 0) / median).toFixed(2)} times as fast as the LSTM\n`,
  );

function milliseconds(layer: Layer, params: ReturnType<Layer["init"]>): number {
  const begin = process.cpuUsage().user;
  tidy(() => {
    const gradients = grads((...given: Tensor[]) =>
      sum(scan(layer, unflatten(params, given), ids, { training: true }).outputs),
    )(leaves(params));
    for (const gradient of gradients) gradient.dataSync();
  });
  return (process.cpuUsage().user - begin) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] as number;
}
