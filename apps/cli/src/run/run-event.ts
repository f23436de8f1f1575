import type { Measurement } from "@tenetjs/backends";

/** Loss, in nats unless the task says otherwise, and accuracy from 0 to 1. */
export type Measures = { readonly loss: number; readonly accuracy: number };

/** What is told of held-out data: of text, the loss in bits per character too, whatever its tokens are. */
export type HeldOutMeasures = Measures & { readonly bitsPerCharacter?: number };

/** How a network does on held-out data: in all and, where there are several sources, on each by itself. */
export type HeldOut = {
  readonly measures: HeldOutMeasures;
  readonly sources?: readonly SourceMeasures[];
};

export type SourceMeasures = HeldOutMeasures & { readonly name: string };

/** What a training run tells: a line each with `--json`, and in `metrics.jsonl`. */
export type RunEvent =
  | {
      readonly event: "start";
      readonly task: string;
      readonly backend: string;
      readonly device: string;
      /** After a choice between several backends, how long a step took on each, the fastest first. */
      readonly measured?: readonly Measurement[];
      readonly parameters: number;
      /** Steps done before, where the run goes on from a checkpoint. */
      readonly step: number;
      readonly steps: number;
      readonly options: object;
    }
  | {
      readonly event: "step";
      readonly step: number;
      /** Means over the steps since the last such event. */
      readonly loss: number;
      readonly accuracy: number;
      readonly gradientNorm: number;
      /** Of training since this process began it: evaluations, samples and saves do not count. */
      readonly seconds: number;
      /** Over the last 10 of these seconds, or since the event before where that is longer ago. */
      readonly stepsPerSecond: number;
    }
  | {
      readonly event: "evaluation";
      readonly step: number;
      /** On a part of the held-out data that is always the same. */
      readonly heldOut: HeldOutMeasures;
      readonly sources?: readonly SourceMeasures[];
      /** Whether the loss is the lowest so far: these weights are then kept apart. */
      readonly best: boolean;
    }
  | { readonly event: "sample"; readonly step: number; readonly text: string }
  | { readonly event: "saved"; readonly step: number; readonly path: string }
  | { readonly event: "interrupted"; readonly step: number; readonly resume: string | null }
  | {
      /** What computes failed, and the run with it. */
      readonly event: "failed";
      /** Steps done; some may be lost, see `saved`. */
      readonly step: number;
      readonly code: string;
      readonly message: string;
      /** The step of the checkpoint, null where none is kept. */
      readonly saved: number | null;
      /** The command that goes on from there. */
      readonly resume: string | null;
    }
  | DoneEvent;

export type DoneEvent = {
  readonly event: "done";
  readonly step: number;
  readonly seconds: number;
  readonly backend: string;
  readonly parameters: number;
  /** Means over the last 50 training steps, or so many as the run had. */
  readonly train: Measures;
  /** On all held-out data, after the last step. */
  readonly heldOut: HeldOutMeasures;
  /** The same on each source by itself, where there are several. */
  readonly sources?: readonly SourceMeasures[];
  /** What a network gets that learned nothing, where that is known. */
  readonly chance?: Measures;
};

/** Is told of each event as it happens. */
export type Observer = (event: RunEvent) => void;

/** One observer that tells all of `observers`, in their order. */
export function tellAll(...observers: readonly Observer[]): Observer {
  return (event) => {
    for (const observer of observers) observer(event);
  };
}
