/* ONNX Runtime, native in Node or compiled to WebAssembly: a model with its LSTM operator, for inference only. */
import type { InferenceSession, Tensor } from "onnxruntime-web";
import type { NetworkTask } from "../cases/task.ts";
import type { Workload } from "../cases/workload.ts";
import { forwardPass } from "./forward-pass.ts";
import { nextName, onnxLanguageModel } from "./onnx/language-model.ts";
import { steppedGeneration } from "./stepped-generation.ts";
import type { Prepared, SubjectOptions } from "./subject.ts";

type Runtime = typeof import("onnxruntime-web");

export async function prepare(workload: Workload, options: SubjectOptions): Promise<Prepared> {
  const { task, weights } = workload;
  const runtime = await load(options);
  const model = onnxLanguageModel(task.network, weights);
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [options.backend],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
  });
  const library = options.backend === "cpu" ? "onnxruntime-node" : "onnxruntime-web";
  const version =
    runtime.env.versions[options.backend === "cpu" ? "node" : "web"] ?? runtime.env.versions.common;
  const made = task.kind === "forward" ? reading : writing;
  return { ...made(workload, session, runtime), versions: { [library]: version } };
}

async function load({ backend, threads, wasmPaths }: SubjectOptions): Promise<Runtime> {
  if (backend === "cpu") {
    // It is not a development dependency, because it contains native programs for all systems.
    const name = "onnxruntime-node";
    return import(/* @vite-ignore */ name) as Promise<Runtime>;
  }
  const runtime = await import("onnxruntime-web");
  runtime.env.wasm.numThreads = threads;
  if (wasmPaths !== undefined) runtime.env.wasm.wasmPaths = wasmPaths;
  return runtime;
}

function reading(workload: Workload, session: InferenceSession, runtime: Runtime) {
  const states = zeroStates(workload.task, runtime);
  return forwardPass(workload, async ({ inputs: { data, shape } }) => {
    const { logits } = await session.run({ ids: idsOf(data, shape, runtime), ...states }, ["logits"]);
    return (await logits?.getData()) as Float32Array;
  });
}

function writing(workload: Workload, session: InferenceSession, runtime: Runtime) {
  const { batch } = workload.task;
  let states = zeroStates(workload.task, runtime);
  return steppedGeneration(workload, {
    restart() {
      states = zeroStates(workload.task, runtime);
    },
    async step(ids) {
      const outputs = await session.run({ ids: idsOf(ids, [batch, 1], runtime), ...states });
      states = Object.fromEntries(
        Object.keys(states).map((name) => [name, outputs[nextName(name)] as Tensor]),
      );
      return (await outputs.logits?.getData()) as Float32Array;
    },
  });
}

function zeroStates({ network, batch }: NetworkTask, { Tensor }: Runtime): Record<string, Tensor> {
  const zeros = () =>
    new Tensor("float32", new Float32Array(batch * network.hiddenSize), [1, batch, network.hiddenSize]);
  return Object.fromEntries(
    Array.from({ length: network.layers }, (_, layer) => layer).flatMap((layer) => [
      [`h${layer}`, zeros()],
      [`c${layer}`, zeros()],
    ]),
  );
}

function idsOf(ids: Float32Array | Int32Array, shape: readonly number[], { Tensor }: Runtime): Tensor {
  return new Tensor("int64", BigInt64Array.from(ids, BigInt), shape);
}
