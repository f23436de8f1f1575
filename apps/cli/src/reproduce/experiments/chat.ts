import { readChat, syntheticChat, toTrainingText } from "@tenetjs/datasets";
import { exportedText } from "../../corpus/chat-text.ts";
import { readSource } from "../../corpus/read-source.ts";
import { experiment, type Finished, type Job, type Scale } from "../experiment.ts";
import { fileAtHand, type TextAtHand } from "../language/books-at-hand.ts";
import { chatLines, shareInOrder } from "../language/chat-lines.ts";
import { languageCurves, sampleTable, scoreTable } from "../language/language-figures.ts";
import { courseRecipe, quickScored, quickSizes } from "../language/language-recipes.ts";
import type { LanguageResult, LanguageSpec } from "../language/language-spec.ts";
import { speakerClassifier } from "../language/speaker-classifier.ts";
import { type TrainedLanguage, trainLanguage } from "../language/train-language.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";

/** The messages of a synthetic chat; null for an export. */
type Spec = LanguageSpec & { readonly synthetic: number | null };

/** Shares of 1, of the messages that the network wrote and of real ones that it has not seen. */
type Habits = {
  /** Lines that have the form of a message. */
  readonly wellFormed: number;
  readonly inOrder: number;
  readonly speaker: number;
};

type Result = LanguageResult & { readonly written: Habits; readonly real: Habits };

const fullSteps = 3000;
const reported = 0.8;

function jobs({ full, seeds, chat: path, steps = full ? fullSteps : 500 }: Scale): Job<Spec>[] {
  const text: TextAtHand =
    path === undefined
      ? { name: "synthetic chat", origin: { kind: "hidden" }, sha256: null }
      : fileAtHand("chat", path);
  const network = full ? { layers: 3, hiddenSize: 256, time: 120 } : { ...quickSizes, layers: 1, time: 60 };
  return Array.from({ length: seeds ?? (full ? 3 : 1) }, (_, seed) => ({
    label: `seed ${seed}`,
    spec: {
      ...{
        recipe: `${network.layers} x ${network.hiddenSize}`,
        steps,
        seed,
        order: 6,
        scored: full ? null : quickScored,
        dynamic: null,
      },
      texts: [text],
      synthetic: path === undefined ? (full ? 6000 : 600) : null,
      options: { ...courseRecipe, ...network, optimizer: "adam", learningRate: full ? 3e-3 : 1e-2, clip: 1 },
      samples: {
        at: [steps],
        temperatures: [null, 0.5],
        prompt: "[",
        length: 200,
        long: full ? 20_000 : 1500,
      },
    },
    work: steps,
  }));
}

/** A network of a chat. */
export const chat = experiment<Spec, Result>({
  title: "A character model of a chat",
  claim:
    "A network of a chat predicts 80 % of the characters right, on held-out text too; what it writes has its dates in order, and each speaker sounds like himself.",
  about:
    "Three LSTMs of 256, windows of 120. The text has the time and the author before each message, media and deletions included. The dates and authors of what it writes at temperature 1 are read back. A classifier by character 4-grams of each author's training messages says whom a message sounds like, without seeing its author.",
  jobs,
  run: async (spec, context) => {
    const [text] = spec.texts as [TextAtHand];
    const exported =
      spec.synthetic === null
        ? await exportedText(await readSource(text.origin, undefined as never))
        : syntheticChat({ seed: spec.seed, messages: spec.synthetic });
    const { messages } = readChat(exported);
    const training = toTrainingText(messages, { kinds: ["text", "media", "deleted"], times: true });
    return trainLanguage(spec, [training], context, withHabits);
  },
  report: (finished) => {
    const over = (value: (result: Result) => number) =>
      seedsSummary(finished.map(({ result }) => value(result)));
    const heldOut = over(({ sources }) => sources[0]?.heldOut.accuracy ?? 0);
    const training = over(({ sources }) => sources[0]?.training.accuracy ?? 0);
    const [inOrder, speaker] = [
      over(({ written }) => written.inOrder),
      over(({ written }) => written.speaker),
    ];
    const isFull = finished.some(({ spec }) => spec.steps >= fullSteps);
    const holds = heldOut.median >= reported && inOrder.median > 0.9 && speaker.median > 0.9;
    return {
      verdict: {
        outcome: isFull ? (holds ? "holds" : "fails") : "open",
        said: `${inWords(training)} of the characters of training text are right (the report: about ${reported}), and ${inWords(heldOut)} of held-out text. ${inWords(inOrder)} of the written messages are not before the one that precedes them, and ${inWords(speaker)} sound like their author.`,
      },
      figures: [{ name: "chat", svg: languageCurves("A character model of a chat", finished) }],
      tables: [scoreTable(finished), habitsTable(finished), sampleTable(finished)],
      notes: finished.some(({ spec }) => spec.synthetic !== null)
        ? [
            "The chat is a synthetic one, of two speakers, one for each seed. --chat FILE takes an export of your own.",
          ]
        : [],
    };
  },
});

async function withHabits({ result, vocabulary, splits: [source] }: TrainedLanguage): Promise<Result> {
  const { train, validation } = source as TrainedLanguage["splits"][number];
  const classify = speakerClassifier(chatLines(vocabulary.decode(train)).messages, vocabulary);
  const habits = async (text: string): Promise<Habits> => {
    const { messages, others } = chatLines(text);
    return {
      wellFormed: messages.length / Math.max(1, messages.length + others),
      inOrder: shareInOrder(messages),
      speaker: await classify(messages),
    };
  };
  const written = result.samples.at(-1)?.text ?? "";
  // The last line of a sample, and the first of held-out text, may be cut.
  return {
    ...result,
    samples: result.samples.map((sample) => ({ ...sample, text: sample.text.slice(0, 1000) })),
    written: await habits(written.slice(0, written.lastIndexOf("\n"))),
    real: await habits(vocabulary.decode(validation).replace(/^.*\n/, "")),
  };
}

function habitsTable(finished: readonly Finished<Spec, Result>[]) {
  const row = (name: string, habitsOf: (result: Result) => Habits) => [
    name,
    ...(["wellFormed", "inOrder", "speaker"] as const).map((which) =>
      inWords(seedsSummary(finished.map(({ result }) => habitsOf(result)[which]))),
    ),
  ];
  return {
    caption: "Habits of the chat that the network writes, and of held-out messages",
    note: "Shares of 1: lines that are messages; messages that are not before the one that precedes them; messages that the classifier gives to their author. The median over the seeds, and the lowest to the highest.",
    columns: ["", "well formed", "in order", "sounds like its author"],
    rows: [row("written", ({ written }) => written), row("held out", ({ real }) => real)],
    numericColumns: [1, 2, 3],
  };
}
