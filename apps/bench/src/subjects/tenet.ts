/* Tenet as users have it: models, training and generation from its packages, with or without the fused kernels. */
import { type Started, start } from "@tenetjs/backends";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { collect, repeat, seed, split } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import type { Batch } from "@tenetjs/datasets";
import {
  type LanguageModelOptions,
  type LanguageModelParams,
  languageModel,
  type StreamingOptions,
  sequenceClassifier,
  streamingLanguageModel,
} from "@tenetjs/models";
import { sampleIds } from "@tenetjs/sampling";
import {
  adam,
  adamw,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  type Objective,
  type Optimizer,
  type TrainingBatch,
  toTensors,
  train,
  trainingState,
} from "@tenetjs/training";
import { type Tensor1D, type Tensor2D, tensor, tidy, version_core } from "@tensorflow/tfjs-core";
import { type NetworkTask, training } from "../cases/task.ts";
import type { Matrix, NetworkWeights, Workload } from "../cases/workload.ts";
import type { Timeline } from "../results/timeline.ts";
import { forwardPass } from "./forward-pass.ts";
import { gpuOf } from "./gpu-of.ts";
import { steppedCrossEntropy } from "./mean-cross-entropy.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";
import { type Variation, variations } from "./variations.ts";

export async function prepare(workload: Workload, options: SubjectOptions): Promise<Prepared> {
  const started = await startTenet(options);
  const versions = { "@tensorflow/tfjs": version_core };
  const { variation, weights } = options;
  const prepared =
    variation === undefined
      ? prepareTask[workload.task.kind](workload, weights)
      : prepareWith(variations[variation], workload);
  return {
    ...prepared,
    ...(hasTimeline(workload.task, options) ? { timeline: () => recordedTimeline(prepared.work) } : {}),
    versions,
    ...gpuOf(started),
    ...formOf(started),
  };
}

function hasTimeline({ kind }: NetworkTask, { backend, fused = false }: SubjectOptions): boolean {
  return kind === "train" && backend === "wasm" && fused;
}

async function recordedTimeline(work: () => Promise<void>): Promise<Timeline> {
  const { recordTimeline } = await import("./record-timeline.ts");
  return recordTimeline(work);
}

/** Starts tfjs with these options. Rejects with the reason where it cannot. */
export async function startTenet({
  backend,
  threads,
  fused = false,
  form = "fast",
  webgpu = {},
}: SubjectOptions): Promise<Started & { readonly form?: string }> {
  if (fused) {
    const plain = form === "strict" || form === "relaxed";
    await (plain ? import("@tenetjs/kernels/register") : import("@tenetjs/kernels/fast"));
    const { configureKernels, wasmForm } = await import("@tenetjs/kernels");
    configureKernels({ reproducible: form === "strict" || form === "reproducible", webgpu });
    if (form === "relaxed" && wasmForm().build !== form)
      throw new Error("relaxed SIMD gains nothing on this processor, or this runtime lacks it");
  }
  const started = await start(backend, backend === "wasm" ? { threads } : {});
  if (started.threads !== threads) {
    throw new Error(started.whyOneThread ?? `it started ${started.threads} threads instead of ${threads}`);
  }
  if (fused && fusedKernel(fusedScanKernel) === undefined) {
    throw new Error(`@tenetjs/kernels has no kernels for ${backend}`);
  }
  if (backend !== "wasm") return started;
  if (!fused) return { ...started, form: "strict" };
  const { build, revectorized } = (await import("@tenetjs/kernels")).wasmForm();
  return { ...started, form: revectorized ? `${build}, revectorized` : build };
}

/** The form as a subject reports it. */
export function formOf({ form }: { readonly form?: string }): Pick<Prepared, "form"> {
  return form === undefined ? {} : { form };
}

type PrepareTask = (
  workload: Workload,
  weights: StreamingOptions["weights"],
) => Pick<Prepared, "check" | "work">;

const prepareTask: Record<NetworkTask["kind"], PrepareTask> = {
  train: prepareTraining,
  forward: prepareForward,
  generate: prepareGeneration,
};

function prepareTraining({ task, weights, batches }: Workload): Pick<Prepared, "check" | "work"> {
  const optimizer = chain(clipByGlobalNorm(training.clip), adam(training.learningRate));
  return trainingOf(task, { params: toParams(weights), optimizer, objective: objectiveOf(task), batches });
}

/** A step that varies the bare one, from weights that it draws by itself. */
function prepareWith(variation: Variation, { task, batches }: Workload): Pick<Prepared, "check" | "work"> {
  const { weightDecay, batch = (given) => given } = variation;
  const { learningRate, clip } = training;
  const rule = weightDecay === undefined ? adam(learningRate) : adamw(learningRate, { weightDecay });
  const model = languageModel({ ...textOptions(task), ...variation.model?.(task.network.hiddenSize) });
  return trainingOf(task, {
    params: model.init(seed("weights")),
    optimizer: chain(clipByGlobalNorm(clip), rule),
    objective: crossEntropy(model),
    batches: batches.map(batch),
  });
}

/** Training from `params`, which it disposes. */
function trainingOf(
  task: NetworkTask,
  {
    params,
    optimizer,
    objective,
    batches,
  }: {
    readonly params: LanguageModelParams;
    readonly optimizer: Optimizer;
    readonly objective: Objective;
    readonly batches: readonly TrainingBatch[];
  },
): Pick<Prepared, "check" | "work"> {
  const state = trainingState({ params, optimizer });
  disposeTree(params);
  const steps = (reportEvery: number) => {
    const run = train({ state, objective, optimizer, batches: repeat(batches), rng: seed(1), reportEvery });
    return async () => {
      const { value } = await run.next();
      if (value === undefined) throw new Error("training ended");
      return value.loss;
    };
  };
  const { readEvery = 1 } = task;
  const step = steps(1);
  const work = readEvery === 1 ? step : steps(readEvery);
  return {
    async check() {
      await step();
      await step();
      return step();
    },
    work: async () => void (await work()),
  };
}

function objectiveOf(task: NetworkTask) {
  return task.network.reads === "ids" ? crossEntropy(textModel(task)) : crossEntropy(digitModel(task));
}

function prepareForward(workload: Workload): Pick<Prepared, "check" | "work"> {
  const model = textModel(workload.task);
  const params = toParams(workload.weights);
  return forwardPass(workload, async (batch) => {
    const logits = tidy(() => model.apply(params, toTensors(batch).inputs).logits);
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    return values;
  });
}

function prepareGeneration(
  { task, weights, batches }: Workload,
  kept: StreamingOptions["weights"] = "float32",
): Pick<Prepared, "check" | "work"> {
  const model = streamingLanguageModel(textModel(task), toParams(weights), { weights: kept });
  const { batch: samples, time: length } = task;
  // The GPU keeps its copy of the weights as long as a state exists.
  const state = model.start(samples);
  let texts = 0;
  return {
    async check() {
      let state = model.start(task.batch);
      const loss = await steppedCrossEntropy(batches[0] as Batch, async (ids) => {
        const next = await model.step(state, ids);
        model.release(state);
        state = next.state;
        return next.logits;
      });
      model.release(state);
      return loss;
    },
    async work() {
      const rng = split(seed(1), texts);
      texts += 1;
      await collect(sampleIds({ model, state, prompt: [0], rng, length, samples }));
    },
  };
}

function textModel(task: NetworkTask) {
  return languageModel(textOptions(task));
}

function textOptions({ network: { cell, hiddenSize, layers, classes } }: NetworkTask): LanguageModelOptions {
  return { vocabularySize: classes, cell, hiddenSize, layers };
}

function digitModel({ network: { cell, inputSize, hiddenSize, layers, classes } }: NetworkTask) {
  return sequenceClassifier({
    input: { kind: "vector", size: inputSize },
    cell,
    hiddenSize,
    layers,
    classes,
  });
}

/** The parameters of either model, which have the same tree. */
function toParams({ layers, head }: NetworkWeights): LanguageModelParams {
  return {
    input: {},
    recurrent: { layers: layers.map((layer) => mapValues(layer, toTensor)) },
    head: { w: toTensor(head.w) as Tensor2D, b: toTensor(head.b) as Tensor1D },
  };
}

function toTensor({ data, shape }: Matrix) {
  return tensor(data, [...shape], "float32");
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}
