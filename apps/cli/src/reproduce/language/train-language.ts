import { seed as seeded } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { characterVocabulary, type Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel, LanguageModelParams } from "@tenetjs/models";
import { ngramModel, score } from "@tenetjs/sampling/scoring";
import { disposeTrainingState, train } from "@tenetjs/training";
import { joined } from "../../corpus/joined.ts";
import type { SourceSplits } from "../../corpus/source-splits.ts";
import { measuresOf } from "../../run/measures-of.ts";
import { measures } from "../../run/progress-observer.ts";
import { meanMeasures } from "../../run/recent-measures.ts";
import { newRunState } from "../../run/run-state.ts";
import { withUsedWeights } from "../../run/used-weights.ts";
import { describedTextRun } from "../../tasks/text/described-text-run.ts";
import { scoreDynamically } from "../../tasks/text/evaluate/score-dynamically.ts";
import { scoredText, scoreText } from "../../tasks/text/evaluate/score-text.ts";
import { sampleWriter } from "../../tasks/text/sample-writer.ts";
import { splitSource } from "../../tasks/text/split-source.ts";
import { languageModelOf } from "../../tasks/text/text-run.ts";
import { textTrainable } from "../../tasks/text/text-trainable.ts";
import type { JobContext } from "../experiment.ts";
import { firstOf } from "../training/first-of.ts";
import type { LanguageResult, LanguageSpec, SourceResult, WrittenSample } from "./language-spec.ts";

/** A trained network, and what it was trained on. */
export type TrainedLanguage = {
  readonly model: LanguageModel;
  /** Borrowed. */
  readonly params: LanguageModelParams;
  readonly vocabulary: Vocabulary;
  readonly splits: readonly SourceSplits[];
  readonly result: LanguageResult;
};

/** The number of times that held-out text is evaluated during training. */
const evaluations = 25;

/**
 * Trains a network on `texts` as `spec` says, samples and scores it. Returns what `measure` finds of the trained network, which it borrows.
 *
 * @throws {TenetError} `DIVERGED` when the loss is not finite.
 */
export async function trainLanguage<Result>(
  spec: LanguageSpec,
  texts: readonly string[],
  { progress }: JobContext,
  measure: (trained: TrainedLanguage) => Promise<Result>,
): Promise<Result> {
  const { steps, seed, options, samples } = spec;
  const vocabulary = characterVocabulary(texts);
  const tokens = texts.map((text) => vocabulary.encode(text));
  const run = describedTextRun(
    spec.texts.map(({ name, origin, sha256 }, index) => {
      return { name, origin, sha256: sha256 ?? "", tokens: tokens[index]?.length ?? 0 };
    }),
    vocabulary,
    { ...options, seed },
  );
  const trainable = textTrainable(run, tokens, { proportions: texts.map(() => 1) });
  const model = languageModelOf(run);
  const splits = spec.texts.map(({ name }, index) => {
    return { name, ...splitSource(name, tokens[index] as Int32Array, run.options) };
  });
  const state = newRunState(trainable);
  const evaluateEvery = Math.max(1, Math.round(steps / evaluations));
  const due = new Set([steps, ...samples.at]);
  const points: LanguageResult["points"][number][] = [];
  const written: WrittenSample[] = [];
  let seconds = 0;
  const write = async (step: number, temperature: number | null, length: number) => {
    const own = { length, prompt: samples.prompt, temperature };
    const writer = sampleWriter({ model, vocabulary, draw: () => 0, seed }, own);
    let text = "";
    await withUsedWeights(state, async (weights) => {
      for await (const piece of writer(weights, step)) text += piece;
    });
    written.push({ step, temperature, text });
  };
  try {
    for await (const event of train({
      state: state.training,
      objective: trainable.objective,
      batches: firstOf(trainable.batches(0), steps),
      optimizer: trainable.optimizer,
      rng: seeded(`training ${seed}`),
      reportEvery: 1,
    })) {
      const { step, each } = event;
      seconds = event.seconds;
      const point = { step, ...meanMeasures(each.map(measuresOf)) };
      if (step % evaluateEvery === 0) {
        const { measures: heldOut } = await withUsedWeights(state, (weights) =>
          trainable.heldOut(weights, "subset"),
        );
        points.push({ ...point, heldOutLoss: heldOut.loss, heldOutAccuracy: heldOut.accuracy });
      } else if (step % Math.ceil(evaluateEvery / 8) === 0) points.push(point);
      progress((0.9 * step) / steps, `step ${step} of ${steps}  ${measures(point)}`);
      if (!due.has(step)) continue;
      for (const temperature of samples.temperatures) await write(step, temperature, samples.length);
    }
    if (samples.long > 0) await write(steps, 1, samples.long);
    return await withUsedWeights(state, async (weights) => {
      const params = weights as LanguageModelParams;
      const result: LanguageResult = {
        points,
        samples: written,
        sources: await scoresOf(spec, { model, params, vocabulary, splits }),
        parameters: countValues(weights),
        vocabulary: vocabulary.size,
        steps,
        seconds,
      };
      return measure({ model, params, vocabulary, splits, result });
    });
  } finally {
    disposeTrainingState(state.training);
  }
}

/** The scores of the network on each text, and of an n-gram model of all training text. */
async function scoresOf(
  { order, scored, dynamic }: LanguageSpec,
  { model, params, vocabulary, splits }: Omit<TrainedLanguage, "result">,
): Promise<SourceResult[]> {
  const counted = ngramModel(joined(splits.map(({ train }) => train)), {
    vocabSize: vocabulary.size,
    order,
  });
  const found: SourceResult[] = [];
  for (const { name, train: trained, validation } of splits) {
    const tokens = validation.subarray(0, scored ?? validation.length);
    const heldOut = scoredText(tokens, vocabulary);
    const seen = scoredText(trained.subarray(0, tokens.length), vocabulary);
    const { characters } = heldOut;
    found.push({
      name,
      training: await scoreText(model, params, seen),
      heldOut: await scoreText(model, params, heldOut),
      ngram: await score(counted, tokens, { characters }),
      dynamic: dynamic === null ? null : await scoreDynamically(model, params, heldOut, { rate: dynamic }),
    });
  }
  return found;
}
