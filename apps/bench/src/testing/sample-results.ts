import type { CaseResult, Measured, Results, SubjectResult } from "../results/results.ts";

/** Made-up results that cover each kind of case, check, status and figure. */
export function sampleResults(): Results {
  return {
    schema: 1,
    mode: "full",
    host: "node",
    environment: {
      date: "2026-01-02T03:04:05.678Z",
      processor: "Imaginary 9000",
      threads: 4,
      system: "Linux 6.1",
      load: 0.25,
      runtime: "Node 24.21.0 (V8 13.6)",
      v8Flags: ["--no-opt"],
      adapter: { name: "SwiftShader", driver: "Dawn", software: true },
      versions: { "@tenetjs/kernels": "0.0.0", "@tensorflow/tfjs-core": "4.22.0" },
      commit: "0123abc",
    },
    machine: { peak: { 1: 64, 2: 128 }, bandwidth: { 1: 8, 2: 12 } },
    cases: [trainText(), ...[10, 100, 1000].map(trainByTime), generate(), load()],
    noise: "The machine was noisy: in 1 of 14 figures, rounds differ by more than 10 %.",
  };
}

/** Made-up results of a run on a GPU. */
export function sampleGpuResults(): Results {
  const { noise: _, ...results } = sampleResults();
  const gpu = { name: "acme-rocket-9000", driver: "ACME: 123.4", software: false };
  const torch = { name: "ACME Rocket 9000", driver: "CUDA 12.8", software: false };
  const training = (size: number, median: number): CaseResult => ({
    id: `gpu/train-2x${size}`,
    title: `Train two layers of ${size} units`,
    description: "A training step of 2 LSTM layers, T 30, B 64",
    unit: "ms",
    better: "lower",
    work: { flops: 45e7 * median, bytes: 1e7 * median },
    scaling: { figure: "hidden", value: size },
    reference: "tfjs-layers-webgpu",
    subjects: [
      measuredSubject("tenet-webgpu", median, {
        title: "Tenet, webgpu",
        ratio: 9,
        gpu,
        share: { peak: size === 64 ? 0.05 : 0.1, bandwidth: 0.02 },
      }),
      measuredSubject("pytorch-gpu", 2 * median, { title: "PyTorch, GPU", ratio: 5, gpu: torch }),
      measuredSubject("tfjs-layers-webgpu", 9 * median, { title: "tfjs-layers, webgpu", gpu }),
    ],
  });
  return {
    ...results,
    environment: { ...results.environment, adapter: gpu },
    machine: { peak: { 4: 240 }, bandwidth: { 4: 20 }, gpu: { ...gpu, peak: 9000, bandwidth: 500 } },
    cases: [training(64, 1), training(256, 4)],
  };
}

/** A measured subject whose figures follow from its median and `spread`. */
export function measuredSubject(
  id: string,
  median: number,
  {
    ratio,
    spread = 0.02,
    ...others
  }: { ratio?: number; spread?: number } & Partial<Pick<Measured, "check" | "share" | "gpu">> & {
      title?: string;
      threads?: number;
    } = {},
): SubjectResult {
  const around = (value: number) => [value / (1 + spread), value * (1 + spread)] as const;
  return {
    id,
    title: `Subject ${id}`,
    threads: 1,
    status: "measured",
    rounds: [median / (1 + spread), median, median * (1 + spread)],
    median,
    interval: around(median),
    ...(ratio === undefined ? {} : { ratio: { median: ratio, interval: around(ratio) } }),
    check: { status: "agrees", value: 4.4659, expected: 4.4659 },
    ...others,
  };
}

const layers = { title: "tfjs-layers, wasm" };

function trainText(): CaseResult {
  return {
    id: "train/text-2x128",
    title: "Train: text, 2 x 128",
    description: "A training step of 2 LSTM layers of 128, T 30, B 64",
    unit: "ms",
    better: "lower",
    work: { flops: 2.5e9, bytes: 1e8 },
    reference: "tfjs-layers-wasm",
    subjects: [
      measuredSubject("tenet-wasm-1", 50, {
        title: "Tenet, wasm fused, 1 thread",
        ratio: 20,
        share: { peak: 0.78, bandwidth: 0.25 },
      }),
      measuredSubject("tenet-wasm-2", 30, {
        title: "Tenet, wasm fused, 2 threads",
        threads: 2,
        ratio: 33,
        share: { peak: 0.65, bandwidth: 0.28 },
      }),
      measuredSubject("tfjs-layers-wasm", 1000, { ...layers, spread: 0.2 }),
      measuredSubject("brain", 90_000, {
        title: "brain.js",
        ratio: 0.011,
        check: { status: "different", why: "it has no batches, and reports its own loss" },
      }),
      {
        id: "pytorch-1",
        title: "PyTorch, 1 thread",
        threads: 1,
        status: "skipped",
        reason: "python3 is not a Python with torch. Name one with --python PATH.",
      },
      {
        id: "tenet-webgpu",
        title: "Tenet, webgpu fused",
        threads: 1,
        status: "failed",
        reason: "it did not answer within 60 s",
      },
    ],
  };
}

function trainByTime(time: number): CaseResult {
  return {
    id: `train/lstm-t${time}`,
    title: `Train: LSTM, T ${time}`,
    description: `A training step of an LSTM of 128, T ${time}, B 32`,
    unit: "ms",
    better: "lower",
    work: { flops: 1e7 * time, bytes: 1e6 * time },
    scaling: { figure: "time", value: time },
    reference: "tfjs-layers-wasm",
    subjects: [
      measuredSubject("tenet-wasm-1", 0.2 * time, {
        title: "Tenet, wasm fused, 1 thread",
        ratio: 15,
        share: { peak: 0.7, bandwidth: 0.2 },
      }),
      measuredSubject("tfjs-layers-wasm", 3 * time, layers),
    ],
  };
}

function generate(): CaseResult {
  return {
    id: "generate/text-batch-1",
    title: "Generate: batch 1",
    description: "Characters one after another from 2 LSTM layers of 128",
    unit: "characters/s",
    better: "higher",
    reference: "tfjs-layers-wasm",
    subjects: [
      measuredSubject("tenet-wasm-1", 49_000, { title: "Tenet, wasm fused, 1 thread", ratio: 98 }),
      measuredSubject("tfjs-layers-wasm", 500, layers),
    ],
  };
}

function load(): CaseResult {
  return {
    id: "load/tenet",
    title: "Load: from import to first step",
    description: "A fresh process, from the import to the end of the first training step",
    unit: "ms",
    better: "lower",
    reference: "tfjs-layers-wasm",
    subjects: [
      measuredSubject("tenet-wasm-1", 300, {
        title: "Tenet, wasm fused, 1 thread",
        check: { status: "none" },
      }),
    ],
  };
}
