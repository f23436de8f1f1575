import { integer, natsToBits, type Rng, seed, split } from "@tenetjs/core";
import {
  type Batches,
  contiguousWindows,
  mixtureWindows,
  orderedWindows,
  splitContiguous,
  type Tokens,
} from "@tenetjs/datasets";
import {
  chain,
  clipByGlobalNorm,
  crossEntropy,
  type Evaluation,
  evaluate,
  optimizerFromOptions,
  stepDecay,
  type TrainingBatch,
} from "@tenetjs/training";
import { characterCounts } from "./character-counts.ts";
import { heldOutContiguousWindows } from "./held-out-strips.ts";
import { measuresOf } from "./measures-of.ts";
import type { HeldOut, HeldOutMeasures } from "./run-event.ts";
import { sampleWriter } from "./sample-writer.ts";
import type { Task } from "./task.ts";
import { languageModelOf, type TextRun, vocabularyOf } from "./text-run.ts";

/** How many batches of each source's held-out text are looked at while training goes on, spread over all of it. */
const glanceBatches = 16;

/**
 * What a run on text trains, on the tokens of each of its sources, whole and in their order.
 *
 * Held-out text is read as the training text is: in windows that start from a state of zero, or with the state carried over.
 *
 * @throws {RangeError} when one of the run's values is out of range, or a source is too short for a window of each split.
 */
export function textTask(run: TextRun, tokens: readonly Tokens[]): Task {
  const vocabulary = vocabularyOf(run);
  const model = languageModelOf(run);
  const objective = crossEntropy(model);
  const sizes = { batch: run.batch, time: run.window };
  const sources = run.corpus.sources.map(({ name, weight }, index) => {
    const { train, validation } = splitSource(name, tokens[index] as Tokens, run);
    const heldOut = run.carryState
      ? heldOutContiguousWindows(validation, sizes)
      : orderedWindows(validation, sizes);
    return { name, weight, train, heldOut: heldOut as Batches<TrainingBatch> };
  });
  const training = sources.map(({ name, weight, train }) => ({ name, weight, tokens: train }));
  const first = training[0]?.tokens as Tokens;
  const batches: Batches<TrainingBatch> = run.carryState
    ? contiguousWindows(first, sizes)
    : mixtureWindows(training, { ...sizes, seed: run.seed });
  const characters = characterCounts(vocabulary);

  return {
    title: `${sources.map(({ name }) => name).join(" and ")}, ${vocabulary.kind}, ${run.cell}`,
    objective,
    optimizer: chain(
      clipByGlobalNorm(run.clip),
      optimizerFromOptions({ name: run.optimizer, learningRate: stepDecay(run.learningRate, run.decay) }),
    ),
    initialParams: () => model.init(split(seed(run.seed), "parameters")),
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
    patience: run.patience,
    writer: (options) => {
      const draw = (rng: Rng) => first[integer(rng, first.length)] as number;
      return sampleWriter({ model, vocabulary, draw, seed: run.seed }, options);
    },
  };
}

/** The two splits of a source. @throws {RangeError} that names the source when one is shorter than a window. */
function splitSource(
  name: string,
  tokens: Tokens,
  { corpus, window }: TextRun,
): Record<"train" | "validation", Tokens> {
  try {
    return splitContiguous(tokens, corpus.shares, { time: window });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RangeError(`${name}: ${cause.message}`, { cause });
  }
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
