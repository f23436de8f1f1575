import "@tenetjs/kernels/register";
import { type BackendName, start } from "@tenetjs/backends";
import { decodeSafetensors, encodeSafetensors } from "@tenetjs/checkpoints";
import { pipe, seed, take } from "@tenetjs/core";
import { characterVocabulary, sampleText } from "@tenetjs/datasets";
import { largestDifference, webgpuForTests } from "@tenetjs/testing";
import { disposeTrainingState, train } from "@tenetjs/training";
import {
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { newRunState, restoreRunState, storeRunState } from "../../run/run-state.ts";
import type { KeptLanguageValues } from "./language-options.ts";
import { textRun } from "./text-run.test.fixture.ts";
import { textTrainable } from "./text-trainable.ts";

const webgpu = await webgpuForTests();

/** A backend, with or without our kernels. */
type Place = { readonly backend: BackendName; readonly ours?: boolean };

const everywhere: readonly Place[] = [
  { backend: "cpu" },
  { backend: "wasm", ours: false },
  { backend: "wasm", ours: true },
  ...(webgpu.available
    ? ([
        { backend: "webgpu", ours: false },
        { backend: "webgpu", ours: true },
      ] as const)
    : []),
  { backend: "cpu" },
];

const removed = new Map<BackendName, KernelConfig[]>();

async function moveTo({ backend, ours = true }: Place): Promise<void> {
  await start(backend, { forwardSmallToCpu: false });
  if (ours) {
    for (const kernel of removed.get(backend) ?? []) registerKernel(kernel);
    removed.delete(backend);
    return;
  }
  const kernels = getKernelsForBackend(backend).filter(({ kernelName }) => kernelName.startsWith("Tenet"));
  for (const { kernelName } of kernels) unregisterKernel(kernelName, backend);
  removed.set(backend, kernels);
}

const vocabulary = characterVocabulary(sampleText);

function trainableOf(changes: Partial<KeptLanguageValues>) {
  const run = textRun([sampleText], vocabulary, {
    ...{ hiddenSize: 6, layers: 2, embedding: 4, dropout: 0.3, time: 5, batch: 3, carryState: true, seed: 1 },
    ...{ optimizer: "momentum", learningRate: 0.1, decay: 0.9, decayEvery: 3, clip: 0.5 },
    ...changes,
  });
  return textTrainable(run, [vocabulary.encode(sampleText)]);
}

/** The losses of a run that does two steps in each place and moves by checkpoints, and its last checkpoint. */
async function journey(places: readonly Place[], changes: Partial<KeptLanguageValues>) {
  const trainable = trainableOf(changes);
  let file: Uint8Array | undefined;
  const losses: number[] = [];
  for (const place of places) {
    await moveTo(place);
    const state =
      file === undefined ? newRunState(trainable) : restoreRunState(trainable, decodeSafetensors(file));
    const { training } = state;
    const { objective, optimizer } = trainable;
    const batches = pipe(trainable.batches(training.step), take(2));
    for await (const { loss } of train({
      state: training,
      objective,
      optimizer,
      batches,
      rng: seed("moving"),
    })) {
      losses.push(loss);
    }
    const { tensors, metadata } = await storeRunState(state);
    file = encodeSafetensors(tensors, metadata);
    disposeTrainingState(training);
  }
  return { losses, ...decodeSafetensors(file as Uint8Array) };
}

describe(`a run that moves by checkpoints from cpu through wasm${webgpu.available ? " and webgpu" : ` (not webgpu: ${webgpu.reason})`} back to cpu, composed and fused`, () => {
  test.each<[string, Partial<KeptLanguageValues>]>([
    ["with carried state, dropout and a learning rate that decays", {}],
    [
      "with random windows, one-hot tokens and another cell",
      { carryState: false, embedding: null, cell: "gru" },
    ],
  ])("%s, has the losses and the weights of a run that stays on cpu", async (_, changes) => {
    const moved = await journey(everywhere, changes);
    const stayed = await journey(
      everywhere.map(() => ({ backend: "cpu" })),
      changes,
    );
    // Batches and dropout are the same. Only the order of sums differs, and with it the last digits.
    expect(largestDifference(moved.losses, stayed.losses)).toBeLessThan(1e-5);
    expect(moved.metadata).toEqual(stayed.metadata);
    expect(Object.keys(moved.tensors)).toEqual(Object.keys(stayed.tensors));
    for (const [name, { data }] of Object.entries(stayed.tensors)) {
      expect(
        largestDifference(moved.tensors[name]?.data as Float32Array, data as Float32Array),
        name,
      ).toBeLessThan(1e-5);
    }
    // Other dropout would show: without dropout the losses differ.
    const { losses } = await journey([{ backend: "cpu" }], { ...changes, dropout: 0 });
    expect(largestDifference(losses, stayed.losses.slice(0, 2))).toBeGreaterThan(1e-4);
  });
});
