import type { Measurement } from "@tenetjs/backends";
import type { WasmForm } from "@tenetjs/kernels";

/** The loss, in nats unless the task says otherwise, and the accuracy from 0 to 1. */
export type Measures = { readonly loss: number; readonly accuracy: number };

/** The measures on held-out data. For text they include the loss in bits per character, whatever the tokens are. */
export type HeldOutMeasures = Measures & { readonly bitsPerCharacter?: number };

/** The measures of a network on held-out data: overall and, if there are several sources, for each source. */
export type HeldOut = {
  readonly measures: HeldOutMeasures;
  readonly sources?: readonly SourceMeasures[];
};

export type SourceMeasures = HeldOutMeasures & { readonly name: string };

/** An event of a training run: a line of `--json` and of `metrics.jsonl`. */
export type RunEvent =
  | {
      readonly event: "start";
      readonly task: string;
      readonly backend: string;
      readonly device: string;
      /** The number of CPU threads. */
      readonly threads: number;
      /** On wasm, how the kernels compute. */
      readonly kernels?: WasmForm;
      /** The time of a step on each backend, the fastest first, if the backend was chosen by measurement. */
      readonly measured?: readonly Measurement[];
      readonly parameters: number;
      /** Steps already done, when the run continues from a checkpoint. */
      readonly step: number;
      readonly steps: number;
      readonly options: object;
    }
  | {
      readonly event: "step";
      readonly step: number;
      /** The mean over the steps since the last such event, as is `accuracy`. */
      readonly loss: number;
      readonly accuracy: number;
      readonly gradientNorm: number;
      /** Training time of this process in seconds, without evaluations, samples and saves. */
      readonly seconds: number;
      /** The speed over the last 10 of these seconds, or since the previous event if that is longer ago. */
      readonly stepsPerSecond: number;
      /** The length of the sequences, where it grows. */
      readonly length?: number;
    }
  | {
      readonly event: "evaluation";
      readonly step: number;
      /** The measures on a fixed part of the held-out data. */
      readonly heldOut: HeldOutMeasures;
      readonly sources?: readonly SourceMeasures[];
      /** Whether the loss is the lowest so far. If so, these weights are saved as the best. */
      readonly best: boolean;
    }
  | { readonly event: "sample"; readonly step: number; readonly text: string }
  | { readonly event: "saved"; readonly step: number; readonly path: string }
  | { readonly event: "interrupted"; readonly step: number; readonly resume: string | null }
  | {
      /** The run failed: training diverged, the backend failed, a file could not be written, ... */
      readonly event: "failed";
      /** Steps done. Those after `saved` are lost. */
      readonly step: number;
      readonly code: string;
      readonly message: string;
      /** The step of the checkpoint; null for a run that is not saved. */
      readonly saved: number | null;
      /** The command that continues from there. */
      readonly resume: string | null;
    }
  | DoneEvent;

export type DoneEvent = {
  readonly event: "done";
  readonly step: number;
  readonly seconds: number;
  readonly backend: string;
  readonly parameters: number;
  /** The mean over the last 50 training steps, or over all steps of a shorter run. */
  readonly train: Measures;
  /** The measures on all held-out data, after the last step. */
  readonly heldOut: HeldOutMeasures;
  /** The same for each source, if there are several. */
  readonly sources?: readonly SourceMeasures[];
  /** The measures of a network that has learned nothing, if they are known. */
  readonly chance?: Measures;
  /** The length that the network was trained on last, where it grew. The held-out data has that of the task. */
  readonly length?: number;
};

/** A function that receives each event as it happens. */
export type Observer = (event: RunEvent) => void;

/** An observer that passes each event to all of `observers`, in their order. */
export function notifyAll(...observers: readonly Observer[]): Observer {
  return (event) => {
    for (const observer of observers) observer(event);
  };
}

/** How a run was trained when it was started or resumed. */
export type StartEvent = Extract<RunEvent, { event: "start" }>;
