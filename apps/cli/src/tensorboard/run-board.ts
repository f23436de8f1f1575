import type { TrainingBatch } from "@tenetjs/training";
import type { Run } from "../run/run.ts";
import type { HeldOutMeasures, Observer, RunEvent } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import type { Trainable } from "../run/trainable.ts";
import { type EventFileOptions, forgetEventsAfter, newEventFile } from "./event-files.ts";
import type { SummaryValue } from "./messages.ts";
import { networkHistograms } from "./network-histograms.ts";
import { hparamsEnd, hparamsStart, image, scalar, verbatim } from "./summary-values.ts";
import { svgRasteriser } from "./to-png.ts";

/** What writes a run's events for TensorBoard. */
export type RunBoard = {
  /** Writes what an event says. */
  readonly observer: Observer;
  /** Writes histograms of the network as it is. The next batch of training is `batch`. */
  look(batch: TrainingBatch): Promise<void>;
  /** Writes the figure of the run. Returns whether a library that draws it is installed. */
  draw(svg: string): Promise<boolean>;
};

export type RunBoardOptions = EventFileOptions & {
  readonly directory: string;
  readonly run: Run;
  readonly trainable: Trainable;
  readonly state: RunState;
};

/** A board in `directory` that continues after the steps that `state` has done. What an earlier process wrote of later steps is cut off. */
export function runBoard({ directory, run, trainable, state, ...options }: RunBoardOptions): RunBoard {
  const { step } = state.training;
  forgetEventsAfter(directory, step);
  const file = newEventFile(directory, step, options);
  const histograms = networkHistograms({ network: run.network, trainable, seed: run.options.seed });
  const now = () => Date.now() / 1000;
  if (step === 0) file.add(0, [hparamsStart({ task: run.task, ...run.options }, now())]);
  return {
    observer: (event) => {
      const values = valuesOf(event);
      if (values.length > 0) file.add(event.step, values);
      // After the last step, so that a resume cuts it off.
      if (event.event === "done") file.add(event.step + 1, [hparamsEnd("success", now())]);
      if (event.event === "failed") file.add(event.step + 1, [hparamsEnd("failure", now())]);
    },
    look: async (batch) => file.add(state.training.step, await histograms(state.training, batch)),
    draw: async (svg) => {
      const toPng = await svgRasteriser();
      if (toPng === undefined) return false;
      file.add(state.training.step, [image("curves", toPng(svg))]);
      return true;
    },
  };
}

function valuesOf(event: RunEvent): SummaryValue[] {
  switch (event.event) {
    case "step":
      return [
        scalar("loss/train", event.loss),
        scalar("accuracy/train", event.accuracy),
        scalar("training/gradient norm", event.gradientNorm),
        scalar("training/steps per second", event.stepsPerSecond),
        ...(event.length === undefined ? [] : [scalar("training/length", event.length)]),
      ];
    case "evaluation":
      return [
        ...measured("held out", event.heldOut),
        ...(event.sources ?? []).flatMap(({ name, ...measures }) => measured(`held out, ${name}`, measures)),
      ];
    case "done":
      return measured("held out, all", event.heldOut);
    case "sample":
      return [verbatim("samples", event.text)];
    case "start":
    case "saved":
    case "interrupted":
    case "failed":
      return [];
  }
}

function measured(name: string, { loss, accuracy, bitsPerCharacter }: HeldOutMeasures): SummaryValue[] {
  return [
    scalar(`loss/${name}`, loss),
    scalar(`accuracy/${name}`, accuracy),
    ...(bitsPerCharacter === undefined ? [] : [scalar(`bits per character/${name}`, bitsPerCharacter)]),
  ];
}
