/* tfjs-layers as users have it: a sequential model of Keras layers. With `fused`, our kernels are registered as well. */
import type { Batch } from "@tenetjs/datasets";
import {
  addN,
  div,
  env,
  layers as kerasLayers,
  losses,
  maximum,
  mul,
  type NamedTensorMap,
  oneHot,
  ready,
  reshape,
  type Scalar,
  type Sequential,
  sequential,
  setBackend,
  sqrt,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  train,
  variableGrads,
  version_core,
} from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type Network, type NetworkTask, training } from "../cases/task.ts";
import type { LayerWeights, Matrix, Workload } from "../cases/workload.ts";
import { cycle } from "./cycle.ts";
import { forwardPass } from "./forward-pass.ts";
import { gpuOf } from "./gpu-of.ts";
import { pickBlocks } from "./layouts.ts";
import { steppedGeneration } from "./stepped-generation.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";

export async function prepare(workload: Workload, options: SubjectOptions): Promise<Prepared> {
  const adapter = await startBackend(options);
  const versions = { "@tensorflow/tfjs": version_core };
  return { ...prepareTask[workload.task.kind](workload), versions, ...adapter };
}

async function startBackend({
  backend,
  wasmPaths,
  fused = false,
  form = "fast",
}: SubjectOptions): Promise<Pick<Prepared, "adapter">> {
  if (fused) await (form === "fast" ? import("@tenetjs/kernels/fast") : import("@tenetjs/kernels/register"));
  // In Node, tfjs does not find a GPU by itself.
  if (backend === "webgpu") {
    const { start } = await import("@tenetjs/backends");
    return gpuOf(await start("webgpu"));
  }
  if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
  // tfjs would use its threaded build in isolated pages, but that build breaks when it is bundled and minified.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (!(await setBackend(backend))) throw new Error(`tfjs could not start ${backend}`);
  await ready();
  return {};
}

const prepareTask: Record<NetworkTask["kind"], (workload: Workload) => Pick<Prepared, "check" | "work">> = {
  train: prepareTraining,
  forward: prepareForward,
  generate: prepareGeneration,
};

function prepareTraining(workload: Workload): Pick<Prepared, "check" | "work"> {
  const { network } = workload.task;
  const model = build(workload, [workload.task.time]);
  const optimizer = train.adam(training.learningRate, 0.9, 0.999, 1e-8);
  const next = cycle(workload.batches);
  const step = () => {
    const batch = next();
    return tidy(() => {
      const inputs = toInputs(network, batch);
      const targets = encoded(batch.targets.data, network.classes);
      const { value, grads } = variableGrads(() => {
        const logits = model.apply(inputs, { training: true }) as Tensor;
        return losses.softmaxCrossEntropy(targets, reshape(logits, [-1, network.classes])) as Scalar;
      });
      optimizer.applyGradients(clipped(grads, training.clip));
      return value;
    });
  };
  const lossAfter = async (steps: number) => {
    for (let before = 1; before < steps; before += 1) step().dispose();
    const loss = step();
    const [value] = await loss.data();
    loss.dispose();
    return value as number;
  };
  const { readEvery = 1 } = workload.task;
  return {
    check: () => lossAfter(3),
    work: async () => void (await lossAfter(readEvery)),
  };
}

function prepareForward(workload: Workload): Pick<Prepared, "check" | "work"> {
  const { task } = workload;
  const model = build(workload, [task.time]);
  return forwardPass(workload, async (batch) => {
    const logits = tidy(() => model.predictOnBatch(toInputs(task.network, batch)) as Tensor);
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    return values;
  });
}

function prepareGeneration(workload: Workload): Pick<Prepared, "check" | "work"> {
  const { batch, network } = workload.task;
  const model = build(workload, [1], batch);
  return steppedGeneration(workload, {
    restart: () => model.resetStates(),
    async step(ids) {
      const logits = tidy(() => {
        const inputs = reshape(encoded(ids, network.inputSize), [batch, 1, network.inputSize]);
        return model.predictOnBatch(inputs) as Tensor;
      });
      const values = (await logits.data()) as Float32Array;
      logits.dispose();
      return values;
    },
  });
}

/** The network with its weights. With `statefulBatch`, it carries its state from call to call. */
function build(
  { task: { network }, weights }: Workload,
  [time]: [number],
  statefulBatch?: number,
): Sequential {
  const { reads, inputSize, hiddenSize, layers, classes, cell } = network;
  const model = sequential();
  weights.layers.forEach((layer, index) => {
    const shape = [time, index === 0 ? inputSize : hiddenSize];
    const recurrent = recurrentLayer(cell, {
      units: hiddenSize,
      returnSequences: reads === "ids" || index < layers - 1,
      ...(statefulBatch === undefined
        ? { inputShape: shape }
        : { batchInputShape: [statefulBatch, ...shape], stateful: true }),
    });
    model.add(recurrent);
    recurrent.setWeights(kerasWeights(cell, layer, hiddenSize));
  });
  const dense = kerasLayers.dense({ units: classes });
  model.add(dense);
  dense.setWeights([toTensor(weights.head.w), toTensor(weights.head.b)]);
  return model;
}

type RecurrentOptions = Parameters<typeof kerasLayers.simpleRNN>[0];

function recurrentLayer(cell: Network["cell"], options: RecurrentOptions) {
  // Tenet and PyTorch use sigmoid gates. The default of tfjs-layers is a piecewise linear hard sigmoid.
  const gated = { ...options, recurrentActivation: "sigmoid" } as const;
  if (cell === "rnn") return kerasLayers.simpleRNN(options);
  if (cell === "lstm") return kerasLayers.lstm(gated);
  if (cell === "gru") return kerasLayers.gru(gated);
  throw new RangeError(`tfjs-layers has no ${cell}`);
}

/** Keras orders an LSTM's gates as we do. In a GRU, its update gate comes before the reset gate, and h Wh has no bias. */
function kerasWeights(cell: Network["cell"], { wx, wh, b }: LayerWeights, hiddenSize: number): Tensor[] {
  const inOrder = (matrix: Matrix) => (cell === "gru" ? pickBlocks(matrix, hiddenSize, [1, 0, 2]) : matrix);
  return [wx, wh, b].map((matrix) => toTensor(inOrder(matrix)));
}

function toInputs({ reads, inputSize }: Network, { inputs: { data, shape } }: Batch): Tensor {
  if (reads === "numbers") return tensor(data, [...shape]);
  return reshape(encoded(data, inputSize), [...shape, inputSize]);
}

function encoded(ids: ArrayLike<number>, size: number): Tensor {
  return oneHot(tensor1d(Int32Array.from(ids), "int32"), size).toFloat();
}

function toTensor({ data, shape }: Matrix): Tensor {
  return tensor(data, [...shape]);
}

/** The gradients, scaled so that their global norm is at most `most`. */
function clipped(gradients: NamedTensorMap, most: number): { name: string; tensor: Tensor }[] {
  const norm = sqrt(addN(Object.values(gradients).map((gradient) => sum(square(gradient)))));
  const factor = div(most, maximum(norm, most));
  return Object.entries(gradients).map(([name, gradient]) => ({ name, tensor: mul(gradient, factor) }));
}
