import { collect, type Rng, seed, split } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import {
  type LanguageModelOptions,
  languageModel,
  type StreamingLanguageModel,
  streamingLanguageModel,
} from "@tenetjs/models";
import { sampleIds, type Transform, temperature, topK } from "@tenetjs/sampling";
import { logitsAfter } from "@tenetjs/testing/logits-after";
import { backend, memory } from "@tensorflow/tfjs-core";
import { type Held, holding } from "./holding.ts";

export type SampleCharacters = {
  readonly options: LanguageModelOptions;
  /** The number of characters of each sample to return. */
  readonly length: number;
  /** The number of characters of one more sample, over which memory is measured. A multiple of 20. */
  readonly run: number;
};

export type Sampled = {
  /** The logits of two rows after each of a few steps of different lengths. */
  readonly logits: readonly Float32Array[];
  /** The ids of parallel samples, picked greedily. */
  readonly greedy: readonly number[];
  /** The ids of parallel samples, picked at random. */
  readonly random: readonly number[];
  /** Whether ids are picked on the device, rather than from fetched logits. */
  readonly draws: boolean;
  /** The number of tensors in a state: 0 if a kernel keeps it. */
  readonly tensorsOfState: number;
  /** The memory that tfjs held at ten points spread evenly over the run. */
  readonly held: readonly Held[];
  /** The number of tensors and of the backend's data ids that leaked. */
  readonly leaked: number;
};

/** The samples of a language model with random weights, which are the same each time, on tfjs's current backend. */
export async function sampleCharacters({ options, length, run }: SampleCharacters): Promise<Sampled> {
  const before = things();
  const network = languageModel(options);
  const params = network.init(seed("weights"));
  const model = streamingLanguageModel(network, params);
  const rng = seed("draws");
  const sampled = {
    logits: await logitsAfter(model, 2, [
      [1, 0],
      [0, 1, 2, 2, 1, 0],
      [1, 0, 2, 1],
    ]),
    greedy: await idsOf(model, length, { greedy: true }),
    random: await idsOf(model, length, { rng, transforms: [temperature(0.7), topK(5)] }),
    ...(await natureOf(model)),
    held: await heldBy(model, run, split(rng, "run")),
  };
  disposeTree(params);
  return { ...sampled, leaked: things() - before };
}

function things(): number {
  return memory().numTensors + backend().numDataIds();
}

type Choice = { greedy: true } | { rng: Rng; transforms: readonly Transform[] };

async function idsOf(model: StreamingLanguageModel, length: number, choice: Choice): Promise<number[]> {
  const tokens = await collect(
    sampleIds({ model, prompt: [1, 0, 1], samples: 3, length, ahead: 40, ...choice }),
  );
  return tokens.map(({ id }) => id);
}

async function natureOf(model: StreamingLanguageModel): Promise<Pick<Sampled, "draws" | "tensorsOfState">> {
  const before = memory().numTensors;
  const state = model.start(1);
  const tensorsOfState = memory().numTensors - before;
  const drawn = await model.draw(state, Int32Array.of(0), { count: 2 });
  model.release(state);
  if (drawn !== undefined) model.release(drawn.state);
  return { draws: drawn !== undefined, tensorsOfState };
}

async function heldBy(model: StreamingLanguageModel, run: number, rng: Rng): Promise<Held[]> {
  const held: Held[] = [];
  const tokens = sampleIds({ model, prompt: [0], rng, length: run, ahead: 10 });
  for await (const { index } of tokens) if (index % (run / 10) === run / 20) held.push(holding());
  return held;
}
