/** Loss in nats, and accuracy from 0 to 1. */
export type Measures = { readonly loss: number; readonly accuracy: number };

/** What a training run tells: a line each with `--json`, and in `metrics.jsonl`. */
export type RunEvent =
  | {
      readonly event: "start";
      readonly task: string;
      readonly backend: string;
      readonly device: string;
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
      /** Since the start of this process's training. */
      readonly seconds: number;
      readonly stepsPerSecond: number;
    }
  | { readonly event: "evaluation"; readonly step: number; readonly heldOut: Measures }
  | { readonly event: "saved"; readonly step: number; readonly path: string }
  | { readonly event: "interrupted"; readonly step: number; readonly resume: string | null }
  | DoneEvent;

export type DoneEvent = {
  readonly event: "done";
  readonly step: number;
  readonly seconds: number;
  readonly backend: string;
  readonly parameters: number;
  /** Means over the last 50 training steps, or so many as the run had. */
  readonly train: Measures;
  /** On the whole held-out set, after the last step. */
  readonly heldOut: Measures;
};

/** Is told of each event as it happens. */
export type Observer = (event: RunEvent) => void;

/** One observer that tells all of `observers`, in their order. */
export function tellAll(...observers: readonly Observer[]): Observer {
  return (event) => {
    for (const observer of observers) observer(event);
  };
}
