/* jax-js: an LSTM in its arrays, with each training step as one compiled function. jax-js has no scan, so time is unrolled. */
import { defaultDevice, init, type Array as JaxArray, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
import type { Batch } from "@tenetjs/datasets";
import { type Network, type NetworkTask, training } from "../cases/task.ts";
import type { Matrix, NetworkWeights, Workload } from "../cases/workload.ts";
import { cycle } from "./cycle.ts";
import { forwardPass } from "./forward-pass.ts";
import { steppedGeneration } from "./stepped-generation.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";

export async function prepare(workload: Workload, { backend }: SubjectOptions): Promise<Prepared> {
  if (!(await init(backend)).includes(backend)) throw new Error(`jax-js has no ${backend} here`);
  defaultDevice(backend);
  return { ...prepareTask[workload.task.kind](workload), versions: {} };
}

const prepareTask: Record<NetworkTask["kind"], (workload: Workload) => Pick<Prepared, "check" | "work">> = {
  train: prepareTraining,
  forward: prepareForward,
  generate: prepareGeneration,
};

/* As in all of jax-js, functions consume their arguments. To use an array again, pass its `ref`. */

/** `wx`, `wh` and `b` of each layer, and `w` and `b` of the head. */
type Params = JaxArray[];

/** `h` and `c` of each layer, `[batch, hidden]`. */
type State = JaxArray[];

function prepareTraining({ task, weights, batches }: Workload): Pick<Prepared, "check" | "work"> {
  const { network } = task;
  const lossOf = (params: Params, inputs: JaxArray, targets: JaxArray) => {
    const logits = logitsOf(task, params, inputs);
    const chosen = nn.logSoftmax(logits).mul(nn.oneHot(targets, network.classes));
    return np.mean(np.sum(chosen, -1)).mul(-1);
  };
  const update = jit(
    (
      params: Params,
      means: Params,
      squares: Params,
      inputs: JaxArray,
      targets: JaxArray,
      parts: JaxArray,
    ) => {
      const [loss, gradients] = valueAndGrad(lossOf)(refs(params), inputs, targets);
      const norm = np.sqrt(
        gradients.map((gradient) => np.sum(np.square(gradient.ref))).reduce((sum, one) => sum.add(one)),
      );
      const scale = np.array(training.clip).div(np.maximum(norm, training.clip));
      const clipped = gradients.map((gradient) => gradient.mul(scale.ref));
      scale.dispose();
      const nextMeans = means.map((mean, index) => mean.mul(0.9).add(at(clipped, index).ref.mul(0.1)));
      const nextSquares = squares.map((square, index) =>
        square.mul(0.999).add(np.square(at(clipped, index)).mul(0.001)),
      );
      const nextParams = params.map((param, index) => {
        const mean = at(nextMeans, index).ref.mul(parts.ref.slice(0));
        const square = at(nextSquares, index).ref.mul(parts.ref.slice(1));
        return param.sub(mean.div(np.sqrt(square).add(1e-8)).mul(training.learningRate));
      });
      parts.dispose();
      return { loss, params: nextParams, means: nextMeans, squares: nextSquares };
    },
  );
  let params = toParams(weights);
  let means = params.map((param) => np.zerosLike(param.ref));
  let squares = params.map((param) => np.zerosLike(param.ref));
  let steps = 0;
  const next = cycle(batches);
  const step = async () => {
    steps += 1;
    // Adam's bias corrections.
    const parts = np.array([1 / (1 - 0.9 ** steps), 1 / (1 - 0.999 ** steps)]);
    const { inputs, targets } = toArrays(next());
    const result = update(params, means, squares, inputs, targets, parts);
    ({ params, means, squares } = result);
    return (await result.loss.data())[0] as number;
  };
  return {
    async check() {
      await step();
      await step();
      return step();
    },
    work: async () => void (await step()),
  };
}

function prepareForward(workload: Workload): Pick<Prepared, "check" | "work"> {
  const { task, weights } = workload;
  const params = toParams(weights);
  const logits = jit((given: Params, inputs: JaxArray) => logitsOf(task, given, inputs));
  return forwardPass(
    workload,
    async ({ inputs }) => (await logits(refs(params), toArray(inputs)).data()) as Float32Array,
  );
}

function prepareGeneration(workload: Workload): Pick<Prepared, "check" | "work"> {
  const { task, weights } = workload;
  const { network, batch } = task;
  const params = toParams(weights);
  const advance = jit((given: Params, state: State, ids: JaxArray) => {
    const step = stepOf(network, given, state, nn.oneHot(ids, network.inputSize));
    const logits = np.matmul(step.outputs, at(given, -2)).add(at(given, -1));
    return { logits, state: step.state };
  });
  let state = zeroState(network, batch);
  return steppedGeneration(workload, {
    restart() {
      for (const part of state) part.dispose();
      state = zeroState(network, batch);
    },
    async step(ids) {
      const result = advance(refs(params), state, toArray({ data: ids, shape: [batch] }));
      state = result.state;
      return (await result.logits.data()) as Float32Array;
    },
  });
}

/** Logits `[batch, time, classes]`, or `[batch, classes]` where only the last step has logits. */
function logitsOf({ network, batch, time }: NetworkTask, params: Params, inputs: JaxArray): JaxArray {
  const { reads, inputSize } = network;
  const steps = reads === "ids" ? nn.oneHot(inputs, inputSize) : inputs;
  let state = zeroState(network, batch);
  const outputs: JaxArray[] = [];
  for (let step = 0; step < time; step += 1) {
    const next = stepOf(network, params, state, steps.ref.slice([], step));
    state = next.state;
    outputs.push(next.outputs);
  }
  steps.dispose();
  for (const part of state) part.dispose();
  const last = outputs.at(-1) as JaxArray;
  if (reads === "numbers") for (const output of outputs.slice(0, -1)) output.dispose();
  const read = reads === "ids" ? np.stack(outputs, 1) : last;
  return np.matmul(read, at(params, -2)).add(at(params, -1));
}

/** One step of all layers. It does not consume `params`. */
function stepOf(
  { hiddenSize, layers }: Network,
  params: Params,
  state: State,
  input: JaxArray,
): { outputs: JaxArray; state: State } {
  const next: State = [];
  let outputs = input;
  for (let layer = 0; layer < layers; layer += 1) {
    const [wx, wh, b] = [0, 1, 2].map((index) => at(params, 3 * layer + index).ref) as [
      JaxArray,
      JaxArray,
      JaxArray,
    ];
    const [h, c] = [at(state, 2 * layer), at(state, 2 * layer + 1)];
    const sums = np.matmul(outputs, wx).add(np.matmul(h, wh)).add(b);
    const gate = (index: number) => sums.ref.slice([], [index * hiddenSize, (index + 1) * hiddenSize]);
    const kept = nn.sigmoid(gate(1)).mul(c);
    const memory = kept.add(nn.sigmoid(gate(0)).mul(np.tanh(gate(2))));
    outputs = np.tanh(memory.ref).mul(nn.sigmoid(gate(3)));
    sums.dispose();
    next.push(outputs.ref, memory);
  }
  return { outputs, state: next };
}

function zeroState({ layers, hiddenSize }: Network, batch: number): State {
  return Array.from({ length: 2 * layers }, () => np.zeros([batch, hiddenSize]));
}

function toParams({ layers, head }: NetworkWeights): Params {
  return [...layers.flatMap(({ wx, wh, b }) => [wx, wh, b]), head.w, head.b].map(toArray);
}

function toArrays({ inputs, targets }: Batch): { inputs: JaxArray; targets: JaxArray } {
  return { inputs: toArray(inputs), targets: toArray(targets) };
}

function toArray({ data, shape }: Matrix | Batch["inputs"]): JaxArray {
  return np.array(data as Float32Array<ArrayBuffer>).reshape([...shape]);
}

function refs(arrays: readonly JaxArray[]): JaxArray[] {
  return arrays.map((array) => array.ref);
}

function at(arrays: readonly JaxArray[], index: number): JaxArray {
  return arrays.at(index) as JaxArray;
}
