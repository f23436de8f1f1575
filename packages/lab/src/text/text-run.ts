import { exclusive } from "../training/exclusive.ts";
import { loop } from "../training/loop.ts";
import { findUnits } from "./find-units.ts";
import type { LanguageRun } from "./language-run.ts";
import { type Origins, origins } from "./origins.ts";
import { readPassage } from "./read-passage.ts";
import { encodeRun } from "./run-file.ts";
import type {
  Author,
  Evaluation,
  History,
  KeptRun,
  Sample,
  Source,
  TextFact,
  TextValues,
} from "./text-facts.ts";
import type { TrainedRun } from "./trained-run.ts";
import { promptFor, writeSample } from "./write-sample.ts";
import { writer } from "./writer.ts";

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

/** The time between two messages to the page: a frame, in milliseconds. */
const frame = 16;
/** The number of characters that it writes a second. */
const writingSpeed = 45;
/** The time after which it writes with the newest weights, shows a passage again and is kept, in milliseconds. */
const intervals = { refresh: 3000, passage: 1500, units: 8000, keep: 10_000, origins: 600 } as const;
/** The fraction of the time that keeping it may take. */
const keepShare = 0.05;
const passageLength = 480;
/** The number of characters that a network which was trained before writes at once, and the difference in loss at which it hands over the pen. */
const [firstLength, nearlyAsGood] = [80, 0.1];
/** The number of written characters whose origin is told. */
const toldLength = 240;

/** Begins with an evaluation, a sample and a passage, so that there is something to see; then it waits. */
export async function textRun(options: TextRunOptions): Promise<TextRun> {
  const { run, sources, bytes, trained, values, tell, keep, fail } = options;
  const evaluations: Evaluation[] = [...options.history.evaluations];
  const samples: Sample[] = [...options.history.samples];
  const prompt = samples[0]?.prompt ?? promptFor(run);
  let pen = writer(run, prompt, values);
  /** The beginning that the reader wants. */
  let start = prompt;
  let author: Author = { trainedBefore: false };
  const alone = exclusive();
  let facts: TextFact[] = [];
  let sent = 0;
  let losses: number[] = [];
  let lossesSince: number[] = [];
  /** The number of the passage that is shown. With two texts, they are from one and the other by turns. */
  let passageAt = 0;
  const [first, second] = run.training;
  let told: Origins | undefined;
  /** Counted when it is first needed. */
  const originsOf = (ids: Int32Array) => {
    if (first === undefined || second === undefined) return undefined;
    told ??= origins([first, second], run.vocabulary.size);
    return told.of(ids);
  };
  /** When each thing was done last. */
  const done = { refresh: 0, passage: 0, units: 0, origins: 0, keep: performance.now() };
  let keepPause: number = intervals.keep;
  const rate = recentRate();

  const send = () => {
    sent = performance.now();
    if (losses.length > 0) facts.push({ kind: "losses", step: run.steps(), losses });
    if (facts.length > 0) tell(facts);
    facts = [];
    losses = [];
  };
  const failed = (error: unknown) => {
    send();
    fail(error);
  };
  const isDue = (what: keyof typeof done, pause: number = intervals[what]) => {
    const now = performance.now();
    if (now - done[what] < pause) return false;
    done[what] = now;
    return true;
  };

  const evaluate = async () => {
    const found = await run.evaluate();
    const trainingLoss =
      lossesSince.length === 0
        ? undefined
        : lossesSince.reduce((sum, loss) => sum + loss, 0) / lossesSince.length;
    lossesSince = [];
    const evaluation = { step: run.steps(), ...found, trainingLoss };
    evaluations.push(evaluation);
    facts.push({ kind: "evaluation", evaluation });
  };
  const tellSample = async () => {
    const sample = {
      step: run.steps(),
      prompt,
      text: await writeSample(run, prompt),
      loss: evaluations.at(-1)?.loss,
    };
    samples.push(sample);
    facts.push({ kind: "sample", sample });
  };
  const tellPassage = async () => {
    const { heldOut } = run;
    const from = passageAt % Math.max(1, heldOut.length);
    const ids = heldOut[from];
    if (ids === undefined || ids.length < 2) return;
    const length = Math.min(passageLength, ids.length);
    const start = (Math.floor(passageAt / heldOut.length) * passageLength) % (ids.length - length + 1);
    const unit = Math.min(values().unit, run.options.hiddenSize) - 1;
    const passage = await readPassage(run, ids, { start, length, unit });
    const probabilities = await originsOf(ids.subarray(start, start + length));
    facts.push({
      kind: "passage",
      passage: { ...passage, from, ...(probabilities === undefined ? {} : { origins: probabilities }) },
    });
  };
  const tellUnits = async () => {
    facts.push({ kind: "units", step: run.steps(), findings: await findUnits(run) });
  };

  /** Hands the pen to the network that is to write, which begins after the prompt. */
  const chooseAuthor = async () => {
    const next = authorNow();
    if (next.trainedBefore === author.trainedBefore) return;
    await pen.end();
    author = next;
    pen = writer(next.trainedBefore && trained !== undefined ? trained.run : run, start, values);
    facts.push({ kind: "written", text: "", prompt: start, author });
  };
  const authorNow = (): Author => {
    const wanted = values().author;
    const own = evaluations.at(-1)?.loss ?? Number.POSITIVE_INFINITY;
    if (trained === undefined || wanted === "own") return { trainedBefore: false };
    if (wanted === "better" && own < trained.loss + nearlyAsGood) return { trainedBefore: false };
    return { trainedBefore: true, loss: trained.loss };
  };

  const train = () =>
    alone(async () => {
      const loss = await run.step();
      const step = run.steps();
      losses.push(loss);
      lossesSince.push(loss);
      if (isPowerOfTwo(step) || step % evaluateEvery === 0) await evaluate();
      if (isPowerOfTwo(step)) await tellSample();
      if (isDue("passage")) await tellPassage();
      if (isDue("units")) await tellUnits();
      if (isDue("refresh")) await pen.refresh();
      rate.add(step);
      const { batch, time } = run.options;
      const perSecond = rate.perSecond();
      const left = Math.max(0, values().steps - step) / perSecond;
      facts.push({ kind: "speed", characters: perSecond * batch * time, left });
      if (step >= values().steps) {
        training.pause();
        if (evaluations.at(-1)?.step !== step) await evaluate();
        facts.push({ kind: "finished", step });
        done.keep = Number.NEGATIVE_INFINITY;
      }
      if (performance.now() - sent >= frame) send();
    })
      .then(tellEvaluated)
      .then(keepIfDue);

  let toldEvaluations = 0;
  const tellEvaluated = async () => {
    if (toldEvaluations === evaluations.length) return;
    toldEvaluations = evaluations.length;
    await options.evaluated();
  };

  const keepIfDue = async () => {
    if (!isDue("keep", keepPause)) return;
    const start = performance.now();
    await keep();
    done.keep = performance.now();
    keepPause = Math.max(intervals.keep, (done.keep - start) / keepShare);
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
      await chooseAuthor();
      facts.push({ kind: "written", text: await pen.write(count) });
      if (isDue("origins")) {
        const probabilities = await originsOf(pen.written().subarray(-toldLength));
        if (probabilities !== undefined) facts.push({ kind: "origins", probabilities });
      }
      send();
    });

  const training = loop(train, failed);
  const writing = loop(write, failed);
  writing.limit(30);
  const limit = () => training.limit(values().speed === "full" ? 0 : Number(values().speed));
  limit();
  facts.push({ kind: "written", text: "", prompt, author });
  await chooseAuthor();
  // Before anything is measured, there is something to read.
  if (author.trainedBefore) {
    facts.push({ kind: "written", text: await pen.write(firstLength) });
    send();
  }
  if (run.canTrain && evaluations.length === 0) await evaluate();
  if (run.canTrain && samples.length === 0) await tellSample();
  await tellPassage();
  await tellUnits();
  send();

  return {
    play() {
      if (!run.canTrain) return;
      if (run.steps() >= values().steps) {
        facts.push({ kind: "finished", step: run.steps() });
        return send();
      }
      rate.restart(run.steps());
      training.play();
    },
    async pause() {
      training.pause();
      await alone(async () => {
        await pen.refresh();
        await tellPassage();
        await tellUnits();
        send();
      });
      await keep();
    },
    write: (wanted) => (wanted ? writing.play() : writing.pause()),
    prompt: (text) =>
      alone(async () => {
        await pen.begin(text);
        start = text;
        facts.push({ kind: "written", text: "", prompt: text, author });
        send();
      }),
    passage: (which) =>
      alone(async () => {
        if (which === "next") passageAt += 1;
        await tellPassage();
        send();
      }),
    kept: () =>
      alone(async () => {
        const history = { evaluations: [...evaluations], samples: [...samples] };
        if (sources.length === 0) return { sources, bytes: bytes ?? new Uint8Array(), history };
        const description = {
          options: run.options,
          learningRate: values().learningRate,
          vocabulary: run.vocabulary,
          sources: sources.map((source) => ({ ...source, tokens: [...source.text].length })),
        };
        const stored = await run.store();
        return { sources, bytes: encodeRun(description, stored, evaluations), history };
      }),
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

/** The number of steps between two evaluations, once there have been that many. */
const evaluateEvery = 50;

function isPowerOfTwo(step: number): boolean {
  return (step & (step - 1)) === 0;
}

/** The steps a second of the last seconds. */
function recentRate() {
  const longest = 8000;
  let points: { readonly step: number; readonly time: number }[] = [];
  return {
    restart(step: number) {
      points = [{ step, time: performance.now() }];
    },
    add(step: number) {
      const time = performance.now();
      points.push({ step, time });
      while (points.length > 2 && time - (points[0] as { time: number }).time > longest) points.shift();
    },
    perSecond(): number {
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined || last.time === first.time) return Number.NaN;
      return (1000 * (last.step - first.step)) / (last.time - first.time);
    },
  };
}
