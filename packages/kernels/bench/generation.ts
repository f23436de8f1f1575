/*
 * Characters per second, sampled one after another from a language model: with composed steps on these kernels, and with steps
 * without tensors. Also compares the time of a step with that of its matrix products, which have to read every weight. In the
 * package's folder, run `node --conditions=@tenetjs/source bench/generation.ts`.
 */
import { start } from "@tenetjs/backends";
import { registerTokenStreams } from "@tenetjs/cells/internals";
import { seed } from "@tenetjs/core";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { sampleIds } from "@tenetjs/sampling";
import { backend } from "@tensorflow/tfjs-core";
import { kernelsOf } from "../src/wasm/module/kernels.ts";
import { gemm } from "../src/wasm/products/gemm.ts";
import { wasmTokenStream } from "../src/wasm/streaming/token-stream.ts";
import "../src/register.ts";

const [vocabulary, hiddenSize] = [87, 128];
const { device } = await start("wasm");
const model = languageModel({ vocabularySize: vocabulary, hiddenSize, layers: 2 });
const params = model.init(seed(1));
const lines = [
  `${device}, Node ${process.versions.node}, one thread; 2 x LSTM ${hiddenSize}, ids of ${vocabulary}`,
  "characters/s, medians (fastest)",
];
for (const samples of [1, 64]) {
  registerTokenStreams("wasm", () => undefined);
  const composed = await characters(samples, 1500);
  registerTokenStreams("wasm", wasmTokenStream);
  const fused = await characters(samples, 15_000);
  const times = (fused.median / composed.median).toFixed(1);
  lines.push(
    `  batch ${String(samples).padStart(2)}: composed ${show(composed)}   without tensors ${show(fused)}   ${times} times faster`,
  );
}
lines.push(await shareOfProducts());
process.stdout.write(`${lines.join("\n")}\n`);

type Rates = { readonly median: number; readonly fastest: number };

async function characters(samples: number, count: number): Promise<Rates> {
  const options = { model: streamingLanguageModel(model, params), prompt: [0], samples };
  const length = Math.ceil(count / samples);
  const round = async () => {
    const from = performance.now();
    let drawn = 0;
    for await (const _ of sampleIds({ ...options, rng: seed(1), length })) drawn += 1;
    return (1000 * drawn) / (performance.now() - from);
  };
  await round();
  const rates: number[] = [];
  for (let index = 0; index < 9; index += 1) rates.push(await round());
  rates.sort((left, right) => left - right);
  return { median: rates[rates.length >> 1] as number, fastest: rates.at(-1) as number };
}

/** The fastest times of a step at batch 1 and of its matrix products. */
async function shareOfProducts(): Promise<string> {
  const kernels = kernelsOf(backend());
  const columns = 4 * hiddenSize;
  const [k, weights] = [hiddenSize, hiddenSize * columns];
  const values = 3 * weights + hiddenSize * vocabulary;
  const a = kernels.allocate((values + k + columns) * 4);
  const b = a + k * 4;
  const c = b + values * 4;
  new Float32Array(kernels.memory.buffer, a, values + k).fill(0.01);
  const products = await fastest(() => {
    // h Wh of both layers, x Wx of the second layer, and the head.
    for (let index = 0; index < 3; index += 1)
      gemm(kernels, { m: 1, n: columns, k, a, b: b + index * weights * 4, c });
    gemm(kernels, { m: 1, n: vocabulary, k, a, b: b + 3 * weights * 4, c });
  });
  kernels.free(a);

  const stream = streamingLanguageModel(model, params);
  let state = stream.start(1);
  const step = await fastest(async () => {
    const next = await stream.step(state, Int32Array.of(1));
    stream.release(state);
    state = next.state;
  });
  stream.release(state);
  return `a step at batch 1: ${step.toFixed(1)} us, its matrix products ${products.toFixed(1)} us`;
}

async function fastest(run: () => void | Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 30; round += 1) {
    const from = performance.now();
    for (let index = 0; index < 300; index += 1) await run();
    least = Math.min(least, (1000 * (performance.now() - from)) / 300);
  }
  return least;
}

function show({ median, fastest }: Rates): string {
  return `${Math.round(median)} (${Math.round(fastest)})`;
}
