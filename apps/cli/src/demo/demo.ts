import type { TrainingEvent } from "@tenetjs/training";
import type { StartedBackend } from "../backend.ts";
import { deviceLine } from "../device-line.ts";
import { duration, measures, rate, timeLeft } from "../run/progress-observer.ts";
import { recentRate } from "../run/recent-rate.ts";
import type { Trainable } from "../run/trainable.ts";
import { type PalindromeOptions, palindromeDefaults } from "../tasks/palindrome-options.ts";
import { palindromeTrainable } from "../tasks/palindrome-trainable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type Lane, type LaneEvent, lane } from "./lane.ts";
import { type LaneResult, writeReport } from "./report.ts";

export type DemoOptions = {
  readonly terminal: Terminal;
  readonly backend: StartedBackend;
  readonly steps: number;
  readonly seed: number;
  /** The directory of the figure and the report. */
  readonly out: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
};

/** The lengths of the demo: one that both cells learn, and one that a vanilla RNN with N(0, 1) weights does not learn. */
export const demoLengths = { easy: 6, hard: 14 } as const;

const reportEvery = 10;

/**
 * Trains an RNN and an LSTM on two lengths, interleaved so that all four curves grow together. Then prints a table and writes the
 * figure and the report, also when `signal` aborts the training.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { terminal, backend, json, signal } = options;
  const started = performance.now();
  const lanes = demoRuns(options.seed).map((run) => lane(run, options.steps, reportEvery));
  if (json) {
    const { backend: name, device, threads, kernels, measured } = backend;
    const facts = { backend: name, device, threads, ...(kernels !== null && { kernels }) };
    terminal.out(JSON.stringify({ event: "start", ...facts, ...(measured.length > 0 && { measured }) }));
  } else terminal.error(`training four networks on ${deviceLine(backend)}`);
  try {
    const latest = new Map<Lane, LaneEvent>();
    const digitsPerSecond = recentRate(0);
    const goal = digits(lanes, () => options.steps);
    for (let round = 0; round * reportEvery < options.steps && !signal.aborted; round += 1) {
      for (const one of lanes) {
        const event = await one.advance();
        if (event === undefined) continue;
        latest.set(one, event);
        if (json)
          terminal.out(
            JSON.stringify({ event: "step", ...identity(one), step: event.step, ...point(event) }),
          );
      }
      const spent = (performance.now() - started) / 1000;
      const done = digits(lanes, (one) => latest.get(one)?.step ?? 0);
      const left = (goal - done) / digitsPerSecond(done, spent);
      terminal.status([...statusLines(lanes, latest, options.steps), timeLeft(left)].join("\n"));
    }
    terminal.settle();
    const results: LaneResult[] = [];
    for (const one of lanes) results.push({ lane: one, heldOut: await one.heldOut() });
    const paths = await writeReport(options.out, results, notes(options, backend));
    if (json) {
      for (const { lane: one, heldOut } of results)
        terminal.out(JSON.stringify({ event: "result", ...identity(one), heldOut }));
      terminal.out(
        JSON.stringify({ event: "done", seconds: (performance.now() - started) / 1000, ...paths }),
      );
      return;
    }
    for (const line of resultLines(results)) terminal.out(line);
    terminal.out("");
    terminal.out(`finished in ${duration((performance.now() - started) / 1000)}`);
    terminal.out(`report  ${paths.html}`);
    terminal.out(`figure  ${paths.svg}`);
  } finally {
    for (const one of lanes) await one.end();
  }
}

/** The trainable of the demo that takes most of the time. */
export function slowestTrainable(seed: number): Trainable {
  return palindromeTrainable(demoRuns(seed).at(-1) as PalindromeOptions);
}

function demoRuns(seed: number): PalindromeOptions[] {
  return [demoLengths.easy, demoLengths.hard].flatMap((length) =>
    (["rnn", "lstm"] as const).map(
      (cell): PalindromeOptions => ({
        ...palindromeDefaults,
        cell,
        length,
        hiddenSize: 64,
        initialisation: "normal",
        forgetBias: 1,
        clip: 10,
        seed,
      }),
    ),
  );
}

function identity({ run }: Lane): { cell: string; length: number } {
  return { cell: run.cell, length: run.length };
}

function point({ loss, metrics }: TrainingEvent): { loss: number; accuracy: number } {
  return { loss, accuracy: metrics.accuracy as number };
}

/** The digits that `lanes` read in their steps, to which the time is proportional. */
function digits(lanes: readonly Lane[], stepsOf: (lane: Lane) => number): number {
  return lanes.reduce((sum, one) => sum + stepsOf(one) * one.run.length, 0);
}

function statusLines(lanes: readonly Lane[], latest: ReadonlyMap<Lane, LaneEvent>, steps: number): string[] {
  return lanes.map((one) => {
    const event = latest.get(one);
    if (event === undefined) return "";
    const speed = `${rate(event.stepsPerSecond)} steps/s`.padStart(13);
    const share = bar(event.step / steps);
    return `${one.run.cell.toUpperCase().padEnd(5)} T = ${String(one.run.length).padEnd(3)} ${share}  step ${String(event.step).padStart(5)}  ${measures(point(event))} ${speed}`;
  });
}

function bar(share: number): string {
  const width = 16;
  const full = Math.round(share * width);
  return "█".repeat(full) + "░".repeat(width - full);
}

function resultLines(results: readonly LaneResult[]): string[] {
  const rows = results.map(({ lane: { run, points }, heldOut }) =>
    [
      run.cell.toUpperCase().padEnd(6),
      String(run.length).padStart(6),
      String(points.at(-1)?.step ?? 0).padStart(7),
    ]
      .concat(heldOut.accuracy.toFixed(3).padStart(19), heldOut.loss.toFixed(4).padStart(15))
      .join(""),
  );
  const chance = results[0]?.lane.chance;
  return [
    "cell   digits  steps  held-out accuracy  held-out loss",
    ...rows,
    ...(chance === undefined
      ? []
      : [`chance${chance.accuracy.toFixed(3).padStart(32)}${chance.loss.toFixed(4).padStart(15)}`]),
  ];
}

function notes({ steps }: DemoOptions, backend: StartedBackend): string[] {
  return [
    "The last digit of a palindrome is its first. The network reads all digits but the last and predicts that one, so it has to remember the first digit to the end. Chance is one digit in ten. T is the number of digits.",
    `Each network has one layer of 64 units and initial weights from N(0, 1). Adam trains it at a learning rate of 0.003 for ${steps} steps of 64 fresh palindromes with one-hot digits, on ${deviceLine(backend)}. The figure shows the accuracy and loss of the training batches.`,
    `Initialisation matters as much as architecture. With orthogonal recurrent weights, the default of this library, the same RNN learns T = ${demoLengths.hard} too. Try it: tenet train palindrome --cell rnn --length ${demoLengths.hard} --encoding one-hot --optimizer adam --learning-rate 0.003 --hidden 64 --batch 64 --steps 600`,
  ];
}
