import { experiment, type Job, type Scale } from "../experiment.ts";
import { bookAtHand, fetchBooks, standIns, textOf } from "../language/books-at-hand.ts";
import {
  aheadOfNgrams,
  besideNgrams,
  languageCurves,
  sampleTable,
  scoreTable,
} from "../language/language-figures.ts";
import {
  bestRecipe,
  courseRecipe,
  quickScored,
  quickSizes,
  sampledSteps,
} from "../language/language-recipes.ts";
import type { LanguageResult, LanguageSpec } from "../language/language-spec.ts";
import { trainLanguage } from "../language/train-language.ts";
import { seedsSummary } from "../report/seeds-summary.ts";

const fullSteps = { course: 25_000, best: 4000 };
const quickSteps = { course: 150, best: 150 };

function jobs(scale: Scale): Job<LanguageSpec>[] {
  const { full, seeds, steps: asked } = scale;
  const text = bookAtHand("alice", scale);
  const { course, best } =
    asked === undefined ? (full ? fullSteps : quickSteps) : { course: asked, best: asked };
  const recipes = [
    { recipe: "the report's", steps: course, options: { ...courseRecipe, ...(full ? {} : quickSizes) } },
    {
      recipe: "best",
      steps: best,
      options: bestRecipe(
        best,
        full ? { hiddenSize: 320, dropout: 0.5, embedding: 32, inputDropout: 0.2 } : quickSizes,
      ),
    },
  ];
  return Array.from({ length: seeds ?? (full ? 3 : 1) }, (_, seed) =>
    recipes.map(({ recipe, steps, options }) => ({
      label: `${recipe}, seed ${seed}`,
      spec: {
        ...{
          recipe,
          steps,
          options,
          seed,
          order: 6,
          scored: full ? null : quickScored,
          dynamic: 3e-4,
          texts: [text],
        },
        samples: {
          at: sampledSteps(steps),
          temperatures: [null, 0.5, 1, 2],
          prompt: "The ",
          ...(full ? { length: 100, long: 3000 } : { length: 30, long: 300 }),
        },
      },
      work: steps * (options.hiddenSize ?? 128),
    })),
  ).flat();
}

/** A character model of a book: samples as training goes, at several temperatures, and far beyond the window. */
export const alice = experiment<LanguageSpec, LanguageResult>({
  title: "A character model of Alice",
  claim:
    "A recurrent network predicts held-out text of Alice's Adventures in Wonderland better than a 6-gram model.",
  about:
    "The report's setting (two LSTMs of 128, windows of 30, RMSProp) and the preset best, both with the last tenth of the book held out. The 6-gram model has interpolated Kneser-Ney smoothing. Samples go on from a prompt, greedily and at temperatures 0.5, 1 and 2, and one goes on far beyond the window.",
  prepare: (scale, terminal) => fetchBooks([bookAtHand("alice", scale)], terminal),
  jobs,
  run: async (spec, context) => {
    const texts = await Promise.all(spec.texts.map(textOf));
    return trainLanguage(spec, texts, context, async ({ result }) => result);
  },
  report: (finished) => {
    const best = finished.filter(({ spec }) => spec.recipe === "best");
    const runs = best.length > 0 ? best : finished;
    const ahead = seedsSummary(runs.map(aheadOfNgrams));
    const isFull = finished.some(({ spec }) => spec.steps >= fullSteps.best);
    return {
      verdict: {
        outcome: isFull ? (ahead.median > 0 ? "holds" : "fails") : "open",
        said: `The best evaluation of the network is ${besideNgrams(runs, 4)} the 6-gram model.`,
      },
      figures: [{ name: "alice", svg: languageCurves("A character model of a book", finished) }],
      tables: [scoreTable(finished), sampleTable(finished)],
      notes: standIns(finished.flatMap(({ spec }) => spec.texts)),
    };
  },
});
