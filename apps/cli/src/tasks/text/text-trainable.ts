import { integer, natsToBits, type Rng, seed, split } from "@tenetjs/core";
import {
  type Batches,
  contiguousWindows,
  mixtureWindows,
  orderedWindows,
  type Tokens,
} from "@tenetjs/datasets";
import { crossEntropy, type Evaluation, evaluate, stepDecay, type TrainingBatch } from "@tenetjs/training";
import { measuresOf } from "../../run/measures-of.ts";
import type { HeldOut, HeldOutMeasures } from "../../run/run-event.ts";
import { paramsFrom, type StoredWeights } from "../../run/stored-weights.ts";
import type { Trainable } from "../../run/trainable.ts";
import { optimizerOf } from "../optimizer-of.ts";
import { characterCounts } from "./character-counts.ts";
import { heldOutContiguousWindows } from "./held-out-windows.ts";
import { type SampleOptions, sampleWriter } from "./sample-writer.ts";
import { splitSource } from "./split-source.ts";
import { languageModelOf, type TextRun, vocabularyOf } from "./text-run.ts";

/** How many batches of each source's held-out text are looked at while training goes on, spread over all of it. */
const glanceBatches = 16;

export type TextTrainableOptions = {
  /** How much of training comes from each source, against the others. Default: how many tokens it has. */
  readonly weights?: readonly number[] | undefined;
  /** What the network starts from. Default: fresh weights. */
  readonly start?: Pick<StoredWeights, "tensors"> | undefined;
  /** Samples to write as training goes. Default: none. */
  readonly samples?: (SampleOptions & { readonly every: number }) | undefined;
};

/**
 * What a run on text trains, on the tokens of each of its sources, whole and in their order.
 *
 * Held-out text is read as the training text is: in windows that start from a state of zero, or with the state carried over.
 *
 * @throws {RangeError} when one of the run's options is out of range, or a source is too short for a window of each split.
 * @throws {TenetError} `UNKNOWN_TOKEN` when the samples' prompt has what the vocabulary lacks.
 */
export function textTrainable(
  run: TextRun,
  tokens: readonly Tokens[],
  { weights, start, samples }: TextTrainableOptions = {},
): Trainable {
  const { batch, time, cell, carryState, learningRate, decay, decayEvery, patience } = run.options;
  const vocabulary = vocabularyOf(run);
  const model = languageModelOf(run);
  const objective = crossEntropy(model);
  const sizes = { batch, time };
  const sources = run.data.sources.map(({ name }, index) => {
    const whole = tokens[index] as Tokens;
    const { train, validation } = splitSource(name, whole, run.options);
    const heldOut = carryState
      ? heldOutContiguousWindows(validation, sizes)
      : orderedWindows(validation, sizes);
    const weight = weights?.[index] ?? whole.length;
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
    objective,
    optimizer: optimizerOf(run.options, stepDecay(learningRate, { factor: decay, every: decayEvery })),
    initialParams: () => (start === undefined ? init() : paramsFrom(start, init)),
    batches: (from) => batches.from(from),
    heldOut: async (params, part) => {
      const found: (Found & { readonly name: string })[] = [];
      for (const { name, heldOut } of sources) {
        const counter = countCharacters(part === "all" ? heldOut : glance(heldOut), characters);
        const evaluation = await evaluate({ objective, params, batches: counter.batches() });
        found.push({ ...evaluation, name, characters: counter.counted() });
      }
      return inAllAndApart(found);
    },
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

/** Some of `all`, evenly spread, the same each time; the first of them where they go on from each other. */
function* glance(all: Batches<TrainingBatch>): Iterable<TrainingBatch> {
  const count = Math.min(all.count, glanceBatches);
  const carried = all.at(0).reset !== undefined;
  for (let index = 0; index < count; index += 1)
    yield all.at(carried ? index : Math.floor((index * all.count) / count));
}

type Found = Evaluation & { readonly characters: number };

/** `batches` as they are, and how many characters their targets have been since. */
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

function inAllAndApart(found: readonly (Found & { readonly name: string })[]): HeldOut {
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

/** Loss and accuracy are of tokens, whatever these are; bits are of characters. */
function textMeasures(found: Found): HeldOutMeasures {
  const { loss, accuracy } = measuresOf(found);
  return { loss, bitsPerCharacter: natsToBits((loss * found.count) / found.characters), accuracy };
}
