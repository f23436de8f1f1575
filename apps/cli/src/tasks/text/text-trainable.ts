import { integer, natsToBits, type Rng, seed, split } from "@tenetjs/core";
import {
  type Batches,
  contiguousWindows,
  mixtureWindows,
  orderedWindows,
  type Tokens,
} from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { crossEntropy, type Evaluation, evaluate, type TrainingBatch } from "@tenetjs/training";
import { measuresOf } from "../../run/measures-of.ts";
import type { HeldOut, HeldOutMeasures } from "../../run/run-event.ts";
import { paramsFrom, type StoredWeights } from "../../run/stored-weights.ts";
import type { Trainable } from "../../run/trainable.ts";
import { checkTrainingSize } from "../../size/check-training-size.ts";
import { trainingSize } from "../../size/training-size.ts";
import { characterCounts } from "./character-counts.ts";
import { heldOutContiguousWindows } from "./held-out-windows.ts";
import { languageOptimizer } from "./language-optimizer.ts";
import { type SampleOptions, sampleWriter } from "./sample-writer.ts";
import { splitSource } from "./split-source.ts";
import { languageNetworkOf, type TextRun, vocabularyOf } from "./text-run.ts";

/** The number of held-out batches per source that are evaluated during training. */
const subsetBatches = 16;

export type TextTrainableOptions = {
  /** The relative weight of each source in training. Default: its number of tokens. */
  readonly proportions?: readonly number[] | undefined;
  /** The initial weights. Default: fresh weights. */
  readonly start?: Pick<StoredWeights, "tensors"> | undefined;
  /** The samples to write during training. Default: none. */
  readonly samples?: (SampleOptions & { readonly every: number }) | undefined;
};

/**
 * What a run on text trains, given all tokens of each of its sources.
 *
 * Held-out text is read like the training text: in windows that start from a zero state, or with the state carried over.
 *
 * @throws {TenetError} `TOO_LARGE` before the network is made, when it does not fit in the memory of this machine.
 * @throws {RangeError} when an option of the run is out of range, a part of a source is shorter than a window, or the prompt
 *   of the samples has tokens that the vocabulary lacks.
 */
export function textTrainable(
  run: TextRun,
  tokens: readonly Tokens[],
  { proportions, start, samples }: TextTrainableOptions = {},
): Trainable {
  const { batch, time, cell, carryState, average, patience } = run.options;
  const vocabulary = vocabularyOf(run);
  const { options: network } = languageNetworkOf(run.options, vocabulary);
  const size = trainingSize({
    ...{ network, batch, time, head: "each step", averages: average !== null },
    optimizer: run.options.optimizer,
  });
  checkTrainingSize(size);
  const model = languageModel(network);
  const objective = crossEntropy(model);
  const sizes = { batch, time };
  const sources = run.data.sources.map(({ name }, index) => {
    const whole = tokens[index] as Tokens;
    const { train, validation } = splitSource(name, whole, run.options);
    const heldOut = carryState
      ? heldOutContiguousWindows(validation, sizes)
      : orderedWindows(validation, sizes);
    const weight = proportions?.[index] ?? whole.length;
    return { name, weight, tokens: train, heldOut: heldOut as Batches<TrainingBatch> };
  });
  const first = sources[0]?.tokens as Tokens;
  const batches: Batches<TrainingBatch> = carryState
    ? contiguousWindows(first, sizes)
    : mixtureWindows(sources, { ...sizes, seed: run.options.seed });
  const characters = characterCounts(vocabulary);
  const init = () => model.init(split(seed(run.options.seed), "parameters"));
  const draw = (rng: Rng) => first[integer(rng, first.length)] as number;

  return {
    title: `${sources.map(({ name }) => name).join(" and ")}, ${vocabulary.kind}, ${cell}`,
    size,
    stepsPerEpoch: Math.ceil(sources.reduce((sum, source) => sum + source.tokens.length, 0) / (batch * time)),
    objective,
    optimizer: languageOptimizer(run.options),
    ...(average === null ? {} : { average }),
    initialParams: () => (start === undefined ? init() : paramsFrom(start, init)),
    batches: (from) => batches.from(from),
    heldOut: async (params, part, signal) => {
      const found: (Found & { readonly name: string })[] = [];
      for (const { name, heldOut } of sources) {
        const counter = countCharacters(part === "all" ? heldOut : subset(heldOut), characters);
        const evaluation = await evaluate({ objective, params, batches: counter.batches(), signal });
        found.push({ ...evaluation, name, characters: counter.counted() });
      }
      return overallAndBySource(found);
    },
    guessing: Math.log(vocabulary.size),
    isTextHidden: run.data.sources.some(({ origin }) => origin.kind === "hidden"),
    patience,
    ...(samples === undefined
      ? {}
      : {
          samples: {
            every: samples.every,
            write: sampleWriter({ model, vocabulary, draw, seed: run.options.seed }, samples),
          },
        }),
  };
}

/** A fixed subset of `all`: evenly spread batches, or the first ones if the state is carried between batches. */
function* subset(all: Batches<TrainingBatch>): Iterable<TrainingBatch> {
  const count = Math.min(all.count, subsetBatches);
  const carried = all.at(0).reset !== undefined;
  for (let index = 0; index < count; index += 1)
    yield all.at(carried ? index : Math.floor((index * all.count) / count));
}

type Found = Evaluation & { readonly characters: number };

/** `batches` unchanged, and the number of characters in the targets so far. */
function countCharacters(batches: Iterable<TrainingBatch>, characters: Int32Array) {
  let total = 0;
  return {
    *batches(): Iterable<TrainingBatch> {
      for (const batch of batches) {
        batch.targets.data.forEach((id, index) => {
          if (batch.mask?.data[index] !== 0) total += characters[id] as number;
        });
        yield batch;
      }
    },
    counted: () => total,
  };
}

function overallAndBySource(found: readonly (Found & { readonly name: string })[]): HeldOut {
  const sum = (value: (one: Found) => number) => found.reduce((total, one) => total + value(one), 0);
  const count = sum((one) => one.count);
  const mean = (value: (one: Found) => number) => sum((one) => one.count * value(one)) / count;
  const all = {
    count,
    loss: mean(({ loss }) => loss),
    metrics: { accuracy: mean(({ metrics }) => metrics.accuracy ?? Number.NaN) },
    characters: sum((one) => one.characters),
  };
  if (found.length === 1) return { measures: textMeasures(all) };
  return {
    measures: textMeasures(all),
    sources: found.map((one) => ({ name: one.name, ...textMeasures(one) })),
  };
}

/** Loss and accuracy are per token. The loss in bits is per character. */
function textMeasures(found: Found): HeldOutMeasures {
  const { loss, accuracy } = measuresOf(found);
  return { loss, bitsPerCharacter: natsToBits((loss * found.count) / found.characters), accuracy };
}
