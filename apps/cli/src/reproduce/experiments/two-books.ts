import { experiment, type Finished, type Job, type Scale } from "../experiment.ts";
import { bookAtHand, fetchBooks, standIns, type TextAtHand, textOf } from "../language/books-at-hand.ts";
import { colouredText } from "../language/coloured-text.ts";
import { besideNgrams, languageCurves, sampleTable, scoreTable } from "../language/language-figures.ts";
import { courseRecipe, quickScored, quickSizes } from "../language/language-recipes.ts";
import type { LanguageResult, LanguageSpec } from "../language/language-spec.ts";
import { type SourceTrack, sourceTrack } from "../language/source-track.ts";
import { trainLanguage } from "../language/train-language.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";

type Result = LanguageResult & { readonly track: SourceTrack };

const fullSteps = 15_000;

function textsOf(scale: Scale): TextAtHand[] {
  return (["alice", "manifesto"] as const).map((name) => bookAtHand(name, scale));
}

function jobs(scale: Scale): Job<LanguageSpec>[] {
  const { full, seeds, steps = full ? fullSteps : 150 } = scale;
  const dropouts = full ? [0, 0.3] : [0];
  return Array.from({ length: seeds ?? (full ? 3 : 1) }, (_, seed) =>
    dropouts.map((dropout) => ({
      label: `dropout ${dropout}, seed ${seed}`,
      spec: {
        ...{
          recipe: `dropout ${dropout}`,
          steps,
          seed,
          order: 6,
          scored: full ? null : quickScored,
          dynamic: null,
          texts: textsOf(scale),
        },
        options: { ...courseRecipe, dropout, ...(full ? {} : quickSizes) },
        samples: { at: [], temperatures: [], prompt: "The ", length: 1, long: full ? 5000 : 500 },
      },
      work: steps,
    })),
  ).flat();
}

/** One network of two books: what it has learned of each, and whether its text moves between them. */
export const twoBooks = experiment<LanguageSpec, Result>({
  title: "Two books in one network",
  claim: "A network that is trained on two books writes both, and its text moves from one to the other.",
  about:
    "Alice's Adventures in Wonderland and the Communist Manifesto in equal parts, in the report's setting for books. Each window of training is from one book. The text that the network writes at temperature 1 is then attributed, character by character, by 6-gram models of each book and a hidden Markov chain over the two.",
  prepare: (scale, terminal) => fetchBooks(textsOf(scale), terminal),
  jobs,
  run: async (spec, context) => {
    const texts = await Promise.all(spec.texts.map(textOf));
    // A story that stands in for both books is cut in two.
    const [whole = ""] = texts;
    const half = Math.floor(whole.length / 2);
    const own = texts[0] === texts[1] ? [whole.slice(0, half), whole.slice(half)] : texts;
    return trainLanguage(spec, own, context, async ({ result, vocabulary, splits }) => {
      const [first, second] = splits as [(typeof splits)[number], (typeof splits)[number]];
      const text = result.samples.at(-1)?.text ?? "";
      const track = await sourceTrack(text, { vocabulary, splits: [first, second], order: 6 });
      return { ...result, track };
    });
  },
  report: (finished) => {
    const changes = seedsSummary(finished.map(({ result }) => result.track.changesPerThousand));
    const shares = finished.map(({ result }) => shareOfSecond(result.track));
    const both = shares.every((share) => share > 0.1 && share < 0.9);
    const isFull = finished.some(({ spec }) => spec.steps >= fullSteps);
    const [{ spec, result }] = finished as [Finished<LanguageSpec, Result>];
    const [first = "", second = ""] = spec.texts.map(({ name }) => name);
    return {
      verdict: {
        outcome: isFull ? (both && changes.lowest > 0 ? "holds" : "fails") : "open",
        said: `The text changes its book ${inWords(changes, 1)} times in a thousand characters; ${inWords(seedsSummary(shares), 2)} of it is like ${second}. On held-out text of both, the networks are ${besideNgrams(finished, 3)} a 6-gram model.`,
      },
      figures: [
        { name: "two-books", svg: languageCurves("Two books in one network", finished) },
        {
          name: "two-books-sample",
          svg: colouredText("A sample, by the book that it is like", shortened(result.track), [
            first,
            second,
          ]),
        },
      ],
      tables: [scoreTable(finished), trackTable(finished), sampleTable(finished)],
      notes: standIns(spec.texts),
    };
  },
});

/** As much of a sample as a figure shows. */
function shortened({ text, second, ...rest }: SourceTrack): SourceTrack {
  return { ...rest, text: text.slice(0, 1500), second: second.slice(0, 1500) };
}

function shareOfSecond({ second }: SourceTrack): number {
  return second.filter((value) => value > 0.5).length / second.length;
}

function trackTable(finished: readonly Finished<LanguageSpec, Result>[]) {
  return {
    caption: "Where the text that it writes comes from",
    note: "Over the seeds: the median, and the lowest to the highest.",
    columns: ["recipe", "seeds", "like the second book", "changes in 1000 characters"],
    rows: Array.from(
      grouped(finished, ({ spec }) => spec.recipe),
      ([recipe, runs]) => [
        ...[recipe, runs.length],
        inWords(seedsSummary(runs.map(({ result }) => shareOfSecond(result.track))), 2),
        inWords(seedsSummary(runs.map(({ result }) => result.track.changesPerThousand)), 1),
      ],
    ),
    numericColumns: [2, 3],
  };
}
