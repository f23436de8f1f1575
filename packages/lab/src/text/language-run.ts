import { type Checkpoint, restoreParams, restoreState, storeState } from "@tenetjs/checkpoints";
import { seed, split } from "@tenetjs/core";
import { disposeTree, mapTree } from "@tenetjs/core/tensors";
import {
  type Batches,
  mixtureWindows,
  orderedWindows,
  splitContiguous,
  type TokenBatch,
  type Vocabulary,
} from "@tenetjs/datasets";
import { type LanguageModel, type LanguageModelParams, languageModel } from "@tenetjs/models";
import {
  chain,
  clipByGlobalNorm,
  cosineDecay,
  crossEntropy,
  disposeTrainingState,
  evaluate,
  linearWarmup,
  type Evaluation as Measured,
  optimizerFromOptions,
  stepDecay,
  type TrainingState,
  train,
  trainingState,
} from "@tenetjs/training";
import { clone } from "@tensorflow/tfjs-core";
import { cosineOf, networkOptions, type RunOptions } from "./run-options.ts";
import type { Evaluation } from "./text-facts.ts";

/** A network that learns to write. */
export type LanguageRun = {
  readonly options: RunOptions;
  readonly model: LanguageModel;
  readonly vocabulary: Vocabulary;
  /** The held-out part of each text, as ids; none for a network without a text. */
  readonly heldOut: readonly Int32Array[];
  /** The part of each text that it is trained on. */
  readonly training: readonly Int32Array[];
  /** The number of characters that an evaluation reads. */
  readonly evaluated: number;
  readonly canTrain: boolean;
  /** The number of finished steps. */
  steps(): number;
  /** The parameters after the last step, until the next one. */
  params(): LanguageModelParams;
  /** The parameters after the last step, which stay as they are. The caller disposes them. */
  copy(): LanguageModelParams;
  /** Trains one step, and returns its loss. @throws {DivergenceError} when it is not finite. */
  step(): Promise<number>;
  evaluate(): Promise<Pick<Evaluation, "loss" | "accuracy" | "losses">>;
  store(): Promise<Pick<Checkpoint, "tensors" | "metadata">>;
  end(): Promise<void>;
};

export type LanguageRunOptions = {
  readonly options: RunOptions;
  readonly vocabulary: Vocabulary;
  /** Each whole text as ids; none for a network that only writes. */
  readonly tokens: readonly Int32Array[];
  /** The highest learning rate, and the step at which a cosine ends. Both may change between two steps. */
  readonly schedule: () => Schedule;
  /** Where it goes on. Default: it starts from the seed. */
  readonly from?: Pick<Checkpoint, "tensors" | "metadata"> | undefined;
};

/** What a reader sets of the schedule of a learning rate. */
export type Schedule = { readonly learningRate: number; readonly steps: number };

/** The number of held-out batches of each text that an evaluation reads. */
const evaluatedBatches = 8;

/**
 * A network that is trained as the command line trains it: the same options give the same numbers.
 *
 * @throws {RangeError} when a part of the text is shorter than a window.
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when `from` is that of another network.
 */
export function languageRun({
  options,
  vocabulary,
  tokens,
  schedule,
  from,
}: LanguageRunOptions): LanguageRun {
  const { batch, time, clip, validationShare } = options;
  const sizes = { batch, time };
  const parts = tokens.map((text) =>
    splitContiguous(text, { train: 1 - validationShare, validation: validationShare }, { time }),
  );
  const model = languageModel(networkOptions(options, vocabulary.size));
  const objective = crossEntropy(model);
  const optimizer = chain(
    clipByGlobalNorm(clip),
    optimizerFromOptions({
      name: options.optimizer,
      learningRate: (step) => rateOf(options, schedule())(step),
    }),
  );
  const state = begin();
  const run =
    parts.length === 0
      ? undefined
      : train({
          state,
          objective,
          optimizer,
          batches: mixtureWindows(
            parts.map(({ train }, index) => ({
              name: `text ${index + 1}`,
              weight: (tokens[index] as Int32Array).length,
              tokens: train,
            })),
            { ...sizes, seed: options.seed },
          ).from(state.step),
          rng: seed(`training ${options.seed}`),
        });
  const heldOutBatches = parts.map(({ validation }) =>
    spread(orderedWindows(validation, sizes), evaluatedBatches),
  );
  const params = () => state.params as LanguageModelParams;

  return {
    options,
    model,
    vocabulary,
    heldOut: parts.map(({ validation }) => validation),
    training: parts.map(({ train }) => train),
    evaluated: heldOutBatches.flat().reduce((sum, one) => sum + countedTargets(one), 0),
    canTrain: run !== undefined,
    steps: () => state.step,
    params,
    copy: () => mapTree(params(), (leaf) => clone(leaf)) as LanguageModelParams,
    async step() {
      const next = await run?.next();
      return next?.value?.loss ?? Number.NaN;
    },
    async evaluate() {
      const found: Measured[] = [];
      for (const batches of heldOutBatches)
        found.push(await evaluate({ objective, params: state.params, batches }));
      const count = found.reduce((sum, one) => sum + one.count, 0);
      const mean = (value: (one: Measured) => number) =>
        found.reduce((sum, one) => sum + (one.count / count) * value(one), 0);
      return {
        loss: mean(({ loss }) => loss),
        accuracy: mean(({ metrics }) => metrics.accuracy as number),
        ...(found.length > 1 ? { losses: found.map(({ loss }) => loss) } : {}),
      };
    },
    store: () => storeState(state),
    async end() {
      await run?.return();
      disposeTrainingState(state);
    },
  };

  function begin(): TrainingState {
    const initial = model.init(split(seed(options.seed), "parameters"));
    try {
      const fresh = trainingState({ params: initial, optimizer });
      if (from === undefined) return fresh;
      try {
        if (tokens.length > 0 && hasState(from)) return restoreState(fresh, from) as TrainingState;
        const weights = restoreParams(initial, from.tensors);
        const step = Number(from.metadata.step ?? 0);
        try {
          return { ...trainingState({ params: weights, optimizer }), step };
        } finally {
          disposeTree(weights);
        }
      } finally {
        disposeTrainingState(fresh);
      }
    } finally {
      disposeTree(initial);
    }
  }
}

function rateOf(options: RunOptions, schedule: Schedule): (step: number) => number {
  const { warmUp, cosine, decay, decayEvery } = options;
  const { learningRate } = schedule;
  const after =
    cosine === null
      ? stepDecay(learningRate, { factor: decay, every: decayEvery })
      : cosineDecay(learningRate, cosineOf(options, schedule));
  return linearWarmup(warmUp, after);
}

/** Whether there is all that training needs, rather than weights alone. */
function hasState({ tensors }: Pick<Checkpoint, "tensors">): boolean {
  return Object.keys(tensors).some((name) => name.startsWith("optimizer."));
}

/** At most `count` of the batches, evenly spread. */
function spread(all: Batches<TokenBatch>, count: number): TokenBatch[] {
  const taken = Math.min(all.count, count);
  return Array.from({ length: taken }, (_, index) => all.at(Math.floor((index * all.count) / taken)));
}

function countedTargets({ targets, mask }: TokenBatch): number {
  return mask === undefined ? targets.data.length : mask.data.reduce((sum, value) => sum + value, 0);
}
