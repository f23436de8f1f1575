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
import { newRunState, restoreRunState, storeRunState } from "./run-state.ts";
import type { TextRun } from "./text-run.ts";
import { textTask } from "./text-task.ts";

const webgpu = await webgpuForTests();

/** A backend, with our kernels or without. */
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

function taskOf(changes: Partial<TextRun>) {
  const run: TextRun = {
    task: "text",
    ...{ cell: "lstm", hidden: 6, layers: 2, embedding: 4, tied: false, dropout: 0.3 },
    ...{ initialisation: "default", window: 5, batch: 3, carryState: true, clip: 0.5, seed: 1 },
    ...{ optimizer: "momentum", learningRate: 0.1, decay: { factor: 0.9, every: 3 } },
    ...{ patience: null, evaluateEvery: 5, initFrom: null },
    vocabulary: vocabulary.toJSON(),
    corpus: {
      sources: [
        {
          name: "sample",
          origin: { kind: "sample", name: "sample" },
          sha256: "",
          tokens: sampleText.length,
          weight: 1,
        },
      ],
      shares: { train: 0.9, validation: 0.1 },
      chat: null,
    },
    ...changes,
  };
  return textTask(run, [vocabulary.encode(sampleText)]);
}

/** The losses of a run that does two steps in each place, and its checkpoint at the end; it moves by checkpoints. */
async function journey(places: readonly Place[], changes: Partial<TextRun>) {
  const task = taskOf(changes);
  let file: Uint8Array | undefined;
  const losses: number[] = [];
  for (const place of places) {
    await moveTo(place);
    const state = file === undefined ? newRunState(task) : restoreRunState(task, decodeSafetensors(file));
    const { training } = state;
    const { objective, optimizer } = task;
    const batches = pipe(task.batches(training.step), take(2));
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

describe(`a run that moves by checkpoints from cpu over wasm${webgpu.available ? " and webgpu" : ` (not webgpu: ${webgpu.reason})`} back to cpu, composed and fused`, () => {
  test.each<[string, Partial<TextRun>]>([
    ["of windows that carry the state, with dropout and a rate that decays", {}],
    [
      "of windows from anywhere, one-hot, of another cell",
      { carryState: false, embedding: null, cell: "gru" },
    ],
  ])("%s: has the losses and the weights of one that stays", async (_, changes) => {
    const moved = await journey(everywhere, changes);
    const stayed = await journey(
      everywhere.map(() => ({ backend: "cpu" })),
      changes,
    );
    // The same batches and the same dropout: what differs is the last digits of sums in another order.
    expect(largestDifference(moved.losses, stayed.losses)).toBeLessThan(1e-5);
    expect(moved.metadata).toEqual(stayed.metadata);
    expect(Object.keys(moved.tensors)).toEqual(Object.keys(stayed.tensors));
    for (const [name, { data }] of Object.entries(stayed.tensors)) {
      expect(
        largestDifference(moved.tensors[name]?.data as Float32Array, data as Float32Array),
        name,
      ).toBeLessThan(1e-5);
    }
    // Which is of use only if it would be seen.
    const { losses } = await journey([{ backend: "cpu" }], { ...changes, dropout: 0 });
    expect(largestDifference(losses, stayed.losses.slice(0, 2))).toBeGreaterThan(1e-3);
  });
});
