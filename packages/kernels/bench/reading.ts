/*
 * How fast a language model reads on one thread, forward alone and with loss and accuracy as in an evaluation, by the number of texts side by side: the least
 * time over many calls, and the share of the throughput that a large product reaches in the same rounds. In the package's folder, run
 * `node --conditions=@tenetjs/source bench/reading.ts`, with `--experimental-wasm-revectorize` for the form that the command line takes.
 */
import { start } from "@tenetjs/backends";
import { integer, seed } from "@tenetjs/core";
import { randomWindows } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { crossEntropy, evaluate, toTensors } from "@tenetjs/training";
import { backend, tidy } from "@tensorflow/tfjs-core";
import { kernelsOf } from "../src/wasm/module/kernels.ts";
import { gemm } from "../src/wasm/products/gemm.ts";
import "../src/register.ts";

const vocabularySize = 87;
const sizes = [
  { hiddenSize: 128, layers: 2, batch: 64, time: 30 },
  { hiddenSize: 128, layers: 2, batch: 64, time: 100 },
  { hiddenSize: 128, layers: 2, batch: 8, time: 100 },
  { hiddenSize: 128, layers: 2, batch: 4, time: 100 },
  { hiddenSize: 128, layers: 2, batch: 1, time: 256 },
  { hiddenSize: 256, layers: 3, batch: 64, time: 120 },
] as const;
const rounds = 20;
const { device } = await start("wasm", { threads: 1 });
const kernels = kernelsOf(backend());
const rng = seed(1);
const text = Int32Array.from({ length: 100_000 }, () => integer(rng, vocabularySize));

const subjects = sizes.map(({ hiddenSize, layers, batch, time }) => {
  const model = languageModel({ vocabularySize, cell: "lstm", hiddenSize, layers });
  const params = model.init(seed(1));
  const window = randomWindows(text, { batch, time, seed: 1 }).at(0);
  const objective = crossEntropy(model);
  const perRow = hiddenSize * (4 * hiddenSize * (2 * layers - 1) + vocabularySize);
  return {
    title: `${layers} x ${hiddenSize}, ${batch} rows of ${time} steps`,
    operations: 2 * batch * time * perRow,
    forward: async () => {
      const logits = tidy(() => model.apply(params, toTensors(window).inputs).logits);
      await logits.data();
      logits.dispose();
    },
    evaluation: async () => void (await evaluate({ objective, params, batches: [window] })),
    least: { forward: Number.POSITIVE_INFINITY, evaluation: Number.POSITIVE_INFINITY },
  };
});

let peak = 0;
for (let round = 0; round < rounds; round += 1) {
  for (const subject of subjects) {
    peak = Math.max(peak, largeProduct());
    for (const what of ["forward", "evaluation"] as const) {
      // About 50 ms a round.
      const calls = Math.max(2, Math.ceil(3e9 / subject.operations));
      for (let call = 0; call < calls; call += 1) {
        const from = performance.now();
        await subject[what]();
        subject.least[what] = Math.min(subject.least[what], performance.now() - from);
      }
    }
  }
}
const lines = subjects.map(({ title, operations, least }) => {
  const shown = Object.entries(least).map(([what, time]) => {
    const rate = operations / time / 1e6;
    return `${what} ${time.toFixed(2)} ms, ${rate.toFixed(0)} GFLOP/s, ${((100 * rate) / peak).toFixed(0)} %`;
  });
  return `  ${title.padEnd(34)} ${shown.join("   ")}`;
});
process.stdout.write(
  `${device}, Node ${process.versions.node}, one thread, ${kernels.build}; a large product: ${peak.toFixed(0)} GFLOP/s\n${lines.join("\n")}\n`,
);

/** The GFLOP/s of a product of 256 x 256 matrices. */
function largeProduct(): number {
  const size = 256;
  const a = kernels.allocate(3 * size * size * 4);
  const [b, c] = [a + size * size * 4, a + 2 * size * size * 4];
  new Float32Array(kernels.memory.buffer, a, 2 * size * size).fill(0.5);
  let least = Number.POSITIVE_INFINITY;
  for (let call = 0; call < 20; call += 1) {
    const from = performance.now();
    gemm(kernels, { m: size, n: size, k: size, a, b, c });
    least = Math.min(least, performance.now() - from);
  }
  kernels.free(a);
  return (2 * size ** 3) / least / 1e6;
}
