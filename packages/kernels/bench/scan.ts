/*
 * The time of the fused scan on this machine, compared with the composed form and with our matrix products, and by the length of
 * the sequence. In the package's folder, run `node --conditions=@tenetjs/source bench/scan.ts`.
 */
import { start } from "@tenetjs/backends";
import { type Cell, gru, type Layer, lstm, phased, rnn, scan, stack } from "@tenetjs/cells";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { seed } from "@tenetjs/core";
import { leaves, unflatten } from "@tenetjs/core/tensors";
import {
  backend,
  getKernel,
  grads,
  registerKernel,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { kernelsOf } from "../src/wasm/module/kernels.ts";
import { gemm } from "../src/wasm/products/gemm.ts";
import "../src/register.ts";

const { device } = await start("wasm");
const lines = [
  `${device}, Node ${process.versions.node}, one thread; milliseconds, medians (fastest)`,
  "",
  ...textModel(),
  "",
  ...fractionOfPeak(),
  "",
  ...costByLength(),
];
process.stdout.write(`${lines.join("\n")}\n`);

function textModel(): string[] {
  const [vocabulary, hiddenSize, batch, time] = [87, 128, 64, 30];
  const layer = stack(
    lstm({ inputSize: vocabulary, hiddenSize }),
    lstm({ inputSize: hiddenSize, hiddenSize }),
  );
  const fused = [passes(layer, batch, time, 20, "forward"), passes(layer, batch, time, 20, "both")] as const;
  const config = getKernel(fusedScanKernel, "wasm");
  unregisterKernel(fusedScanKernel, "wasm");
  const composed = [passes(layer, batch, time, 5, "forward"), passes(layer, batch, time, 5, "both")] as const;
  registerKernel(config);
  const row = (name: string, index: 0 | 1) => {
    const [slow, fast] = [composed[index], fused[index]];
    return `  ${name.padEnd(20)} composed ${show(slow)}   fused ${show(fast)}   ${(slow.fastest / fast.fastest).toFixed(1)} times faster`;
  };
  return [
    `2 x LSTM ${hiddenSize} on ids of ${vocabulary}, windows of ${time}, batch ${batch}:`,
    row("forward", 0),
    row("forward + backward", 1),
  ];
}

function fractionOfPeak(): string[] {
  const peak = squareProducts();
  const [batch, time] = [64, 30];
  const cells: Record<string, (hiddenSize: number) => Cell> = {
    rnn: (hiddenSize) => rnn({ inputSize: 64, hiddenSize }),
    lstm: (hiddenSize) => lstm({ inputSize: 64, hiddenSize }),
    gru: (hiddenSize) => gru({ inputSize: 64, hiddenSize }),
    "phased lstm": (hiddenSize) => phased(lstm({ inputSize: 64, hiddenSize })),
  };
  const rows = [32, 64, 128, 256, 512].map((hiddenSize) => {
    const fractions = Object.entries(cells).map(([name, make]) => {
      const cell = make(hiddenSize);
      const { fastest } = passes(cell, batch, time, 8, "both");
      // One product with Wh forward and two backward, with 2 operations for each multiplication. Ids need no product with Wx.
      const columns = cell.recipe.gates.filter(({ from }) => from !== "input").length * hiddenSize;
      const rate = (3 * 2 * batch * time * hiddenSize * columns) / fastest / 1e6;
      return `${name} ${Math.round((100 * rate) / peak)} %`;
    });
    return `  hidden ${String(hiddenSize).padStart(3)}: ${fractions.join("   ")}`;
  });
  return [
    `Forward + backward on ids, batch ${batch}, windows of ${time}: the throughput of h Wh as a fraction of ${peak.toFixed(0)} GFLOP/s (our product of 512 x 512 matrices):`,
    ...rows,
  ];
}

function costByLength(): string[] {
  const layer = lstm({ inputSize: 64, hiddenSize: 128 });
  const rows = [10, 30, 100, 300, 1000].map((time) => {
    const { fastest } = passes(layer, 32, time, 5, "both");
    return `  ${String(time).padStart(4)} steps: ${(fastest / time).toFixed(4)} per step`;
  });
  return ["LSTM 128, batch 32, forward + backward, by the length of the sequence:", ...rows];
}

type Times = { readonly median: number; readonly fastest: number };

function passes<Layered extends Layer>(
  layer: Layered,
  batch: number,
  time: number,
  count: number,
  directions: "forward" | "both",
): Times {
  const params = layer.init(seed(1));
  const ids = tensor2d(
    Int32Array.from({ length: batch * time }, (_, index) => (index * 31) % layer.inputSize),
    [batch, time],
    "int32",
  );
  const outputs = (...tensors: Tensor[]) =>
    scan(layer, unflatten(params, tensors), ids, { training: true }).outputs;
  const run = () =>
    tidy(() => {
      if (directions === "forward") outputs(...leaves(params));
      else grads((...tensors: Tensor[]) => sum(outputs(...tensors)))(leaves(params));
    });
  return times(run, count);
}

function squareProducts(): number {
  const kernels = kernelsOf(backend());
  const size = 512;
  const bytes = size * size * 4;
  const a = kernels.allocate(3 * bytes);
  new Float32Array(kernels.memory.buffer, a, 2 * size * size).fill(0.5);
  const { fastest } = times(
    () => gemm(kernels, { m: size, n: size, k: size, a, b: a + bytes, c: a + 2 * bytes }),
    30,
  );
  kernels.free(a);
  return (2 * size ** 3) / fastest / 1e6;
}

function times(run: () => void, count: number): Times {
  for (let index = 0; index < 3; index += 1) run();
  const taken = Array.from({ length: count }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  }).sort((left, right) => left - right);
  return { median: taken[count >> 1] as number, fastest: taken[0] as number };
}

function show({ median, fastest }: Times): string {
  return `${median.toFixed(1)} (${fastest.toFixed(1)})`;
}
