import { exclusive } from "../training/exclusive.ts";
import { loop } from "../training/loop.ts";
import { factQueue } from "./fact-queue.ts";
import type { LanguageRun } from "./language-run.ts";
import { nowAndThen } from "./now-and-then.ts";
import { recentRate } from "./recent-rate.ts";
import { encodeRun } from "./run-file.ts";
import { optionsNow } from "./run-options.ts";
import type { History, KeptRun, Source, TextFact, TextValues } from "./text-facts.ts";
import { textMeasures } from "./text-measures.ts";
import { textPen } from "./text-pen.ts";
import type { TrainedRun } from "./trained-run.ts";
import { promptFor } from "./write-sample.ts";

/** A network that trains and writes in the worker. */
export type TextRun = {
  play(): void;
  pause(): Promise<void>;
  write(writing: boolean): void;
  prompt(text: string): Promise<void>;
  passage(which: "same" | "next"): Promise<void>;
  /** What the browser keeps. */
  kept(): Promise<KeptRun>;
  /** Sets what acts at once. */
  adjust(): void;
  end(): Promise<void>;
};

export type TextRunOptions = {
  readonly run: LanguageRun;
  readonly sources: readonly Source[];
  /** The file of a network whose text is not here. It is kept as it is, so that it can be trained on when its text comes. */
  readonly bytes: Uint8Array | undefined;
  readonly history: History;
  /** A network that was trained before on the same text, which writes until this one is nearly as good. It ends with the run. */
  readonly trained: TrainedRun | undefined;
  readonly values: () => TextValues;
  readonly tell: (facts: readonly TextFact[]) => void;
  /** Called now and then while it trains, for the browser to keep it. */
  readonly keep: () => Promise<void>;
  /** Called after each evaluation, between two steps. */
  readonly evaluated: () => Promise<void>;
  /** Takes the error with which training or writing ended. */
  readonly fail: (error: unknown) => void;
};

/** The number of characters that it writes a second. */
const writingSpeed = 45;
/** The time after which it writes with the newest weights, shows a passage again and is kept, in milliseconds. */
const pauses = { refresh: 3000, passage: 1500, units: 8000, keep: 10_000, origins: 600 } as const;
/** The number of characters that a network which was trained before writes at once. */
const firstLength = 80;
/** The number of written characters whose origin is told. */
const toldLength = 240;

/** Begins with an evaluation, a sample and a passage, so that there is something to see; then it waits. */
export async function textRun(options: TextRunOptions): Promise<TextRun> {
  const { run, trained, values, keep, fail } = options;
  const prompt = options.history.samples[0]?.prompt ?? promptFor(run);
  const queue = factQueue(options.tell, run.steps);
  const measures = textMeasures(run, { history: options.history, prompt, values, queue });
  const lastEvaluation = () => measures.history().evaluations.at(-1);
  const loss = () => lastEvaluation()?.loss ?? Number.POSITIVE_INFINITY;
  const pen = textPen(run, { trained, prompt, values, loss, queue });
  const alone = exclusive();
  const rate = recentRate();
  const failed = (error: unknown) => {
    queue.send();
    fail(error);
  };

  const refresh = nowAndThen(pauses.refresh);
  const passage = nowAndThen(pauses.passage);
  const units = nowAndThen(pauses.units);
  const tellOrigins = nowAndThen(pauses.origins);
  const keepIfDue = nowAndThen(pauses.keep);

  const train = () =>
    alone(async () => {
      const loss = await run.step();
      const step = run.steps();
      queue.addLoss(loss);
      measures.addLoss(loss);
      if (isPowerOfTwo(step) || step % evaluateEvery(step) === 0) await measures.evaluate();
      if (isPowerOfTwo(step)) await measures.sample();
      await passage(measures.passage);
      await units(measures.units);
      await refresh(pen.refresh);
      rate.add(step);
      const { batch, time } = run.options;
      const perSecond = rate.perSecond();
      const left = Math.max(0, values().steps - step) / perSecond;
      queue.add({ kind: "speed", characters: perSecond * batch * time, left });
      if (step < values().steps) return queue.sendIfDue();
      training.pause();
      if (lastEvaluation()?.step !== step) await measures.evaluate();
      queue.add({ kind: "finished", step });
      // No later step would send it.
      queue.send();
    })
      .then(tellEvaluated)
      .then(() => (run.steps() < values().steps ? keepIfDue(keep) : keep()));

  let toldEvaluations = 0;
  const tellEvaluated = async () => {
    const { length } = measures.history().evaluations;
    if (toldEvaluations === length) return;
    toldEvaluations = length;
    await options.evaluated();
  };

  let owed = 0;
  let wrote = performance.now();
  const write = () =>
    alone(async () => {
      const now = performance.now();
      // After a pause, it does not catch up.
      owed = Math.min(20, owed + (writingSpeed * (now - wrote)) / 1000);
      wrote = now;
      const count = Math.floor(owed);
      if (count === 0) return;
      owed -= count;
      await pen.chooseAuthor();
      await pen.write(count);
      await tellOrigins(async () => {
        const probabilities = await measures.originsOf(pen.written().subarray(-toldLength));
        if (probabilities !== undefined) queue.add({ kind: "origins", probabilities });
      });
      queue.send();
    });

  const training = loop(train, failed);
  const writing = loop(write, failed);
  writing.limit(30);
  const limit = () => training.limit(values().speed === "full" ? 0 : Number(values().speed));
  limit();
  await pen.chooseAuthor();
  // Before anything is measured, there is something to read.
  if (pen.author().trainedBefore) {
    await pen.write(firstLength);
    queue.send();
  }
  if (run.canTrain && options.history.evaluations.length === 0) await measures.evaluate();
  if (run.canTrain && options.history.samples.length === 0) await measures.sample();
  await measures.passage();
  await measures.units();
  queue.send();

  return {
    play() {
      if (!run.canTrain) return;
      if (run.steps() >= values().steps) {
        queue.add({ kind: "finished", step: run.steps() });
        return queue.send();
      }
      rate.restart(run.steps());
      training.play();
    },
    async pause() {
      training.pause();
      await alone(async () => {
        await pen.refresh();
        await measures.passage();
        await measures.units();
        queue.send();
      });
      await keep();
    },
    write: (wanted) => (wanted ? writing.play() : writing.pause()),
    prompt: (text) =>
      alone(async () => {
        await pen.begin(text);
        queue.send();
      }),
    passage: (which) =>
      alone(async () => {
        if (which === "next") measures.nextPassage();
        await measures.passage();
        queue.send();
      }),
    kept: () => alone(() => keptRun(options, measures.history())),
    adjust: limit,
    async end() {
      await Promise.all([training.end(), writing.end()]);
      await alone(async () => {
        await pen.end();
        await trained?.run.end();
        await run.end();
      });
    },
  };
}

/** The network as the browser keeps it. One whose text is not here is kept as it came. */
async function keptRun({ run, sources, bytes, values }: TextRunOptions, measured: History): Promise<KeptRun> {
  const history = { evaluations: [...measured.evaluations], samples: [...measured.samples] };
  if (sources.length === 0) return { sources, bytes: bytes ?? new Uint8Array(), history };
  const description = {
    options: optionsNow(run.options, values()),
    learningRate: values().learningRate,
    vocabulary: run.vocabulary,
    sources: sources.map((source) => ({ ...source, tokens: [...source.text].length })),
  };
  const stored = await run.store();
  return { sources, bytes: encodeRun(description, stored, history.evaluations), history };
}

/** The number of steps between two evaluations, once there have been that many. */
function evaluateEvery(step: number): number {
  return step < 500 ? 50 : 100;
}

function isPowerOfTwo(step: number): boolean {
  return (step & (step - 1)) === 0;
}
