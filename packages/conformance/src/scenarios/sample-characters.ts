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
  /** How many characters of each sample are given. */
  readonly length: number;
  /** A multiple of 20: of how many of one sample it is told what memory was held. */
  readonly run: number;
};

export type Sampled = {
  /** Those after each of a few steps, of different lengths and two rows. */
  readonly logits: readonly Float32Array[];
  /** The ids of some samples side by side: the likeliest, and random ones. */
  readonly greedy: readonly number[];
  readonly random: readonly number[];
  /** Whether ids are picked where the logits are, rather than from logits that were fetched. */
  readonly draws: boolean;
  /** Tensors that a state holds: none, where a kernel keeps it. */
  readonly tensorsOfState: number;
  /** What tfjs held at places spread evenly over the run. */
  readonly held: readonly Held[];
  /** Tensors, and values of the backend, that are there afterwards and were not before. */
  readonly leaked: number;
};

/** What a language model of random weights, the same each time, writes on tfjs's current backend. */
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
