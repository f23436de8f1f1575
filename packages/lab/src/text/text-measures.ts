import type { FactQueue } from "./fact-queue.ts";
import { findUnits } from "./find-units.ts";
import type { LanguageRun } from "./language-run.ts";
import { type Origins, origins } from "./origins.ts";
import { readPassage } from "./read-passage.ts";
import type { Evaluation, History, Sample, TextFact, TextValues } from "./text-facts.ts";
import { writeSample } from "./write-sample.ts";

/** What is measured of a network as it learns, and told: each function adds a fact to the queue. */
export type TextMeasures = {
  /** What was measured so far, of runs before this one too. It grows. */
  history(): History;
  /** Takes the loss of a step, for the mean that the next evaluation tells. */
  addLoss(loss: number): void;
  evaluate(): Promise<void>;
  /** What the network makes of the prompt now. */
  sample(): Promise<void>;
  /** A passage of the held-out text, coloured. */
  passage(): Promise<void>;
  /** The next call of `passage` shows another one. With two texts, they are from one and the other by turns. */
  nextPassage(): void;
  units(): Promise<void>;
  /** The probability that each character is from the first of two texts; undefined of one text. */
  originsOf(ids: Int32Array): ReturnType<Origins["of"]> | undefined;
};

const passageLength = 480;

/** Measures a network, from what is known of it. */
export function textMeasures(
  run: LanguageRun,
  {
    history,
    prompt,
    values,
    queue,
  }: {
    readonly history: History;
    readonly prompt: string;
    readonly values: () => TextValues;
    readonly queue: FactQueue;
  },
): TextMeasures {
  const evaluations: Evaluation[] = [...history.evaluations];
  const samples: Sample[] = [...history.samples];
  let losses: number[] = [];
  let passageAt = 0;
  const [first, second] = run.training;
  let told: Origins | undefined;
  /** Counted when it is first needed. */
  const originsOf = (ids: Int32Array) => {
    if (first === undefined || second === undefined) return undefined;
    told ??= origins([first, second], run.vocabulary.size);
    return told.of(ids);
  };
  return {
    history: () => ({ evaluations, samples }),
    addLoss: (loss) => void losses.push(loss),
    originsOf,
    async evaluate() {
      const found = await run.evaluate();
      const trainingLoss =
        losses.length === 0 ? undefined : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      losses = [];
      const evaluation = { step: run.steps(), ...found, trainingLoss };
      evaluations.push(evaluation);
      queue.add({ kind: "evaluation", evaluation });
    },
    async sample() {
      const text = await writeSample(run, prompt);
      const sample = { step: run.steps(), prompt, text, loss: evaluations.at(-1)?.loss };
      samples.push(sample);
      queue.add({ kind: "sample", sample });
    },
    async passage() {
      const { heldOut } = run;
      const from = passageAt % Math.max(1, heldOut.length);
      const ids = heldOut[from];
      if (ids === undefined || ids.length < 2) return;
      const length = Math.min(passageLength, ids.length);
      const start = (Math.floor(passageAt / heldOut.length) * passageLength) % (ids.length - length + 1);
      const unit = Math.min(values().unit, run.options.hiddenSize) - 1;
      const passage = await readPassage(run, ids, { start, length, unit });
      const probabilities = await originsOf(ids.subarray(start, start + length));
      const coloured = {
        ...passage,
        from,
        ...(probabilities === undefined ? {} : { origins: probabilities }),
      };
      queue.add({ kind: "passage", passage: coloured } satisfies TextFact);
    },
    nextPassage() {
      passageAt += 1;
    },
    async units() {
      queue.add({ kind: "units", step: run.steps(), findings: await findUnits(run) });
    },
  };
}
