/** The training loss and metrics of a step, before its update. */
export type StepMeasures = { readonly loss: number; readonly metrics: Readonly<Record<string, number>> };

/** What happened since the last event. */
export type TrainingEvent = {
  /** The number of finished steps. */
  readonly step: number;
  /** The mean training loss over the steps since the last event. The loss of a step is computed before its update. */
  readonly loss: number;
  /** The means of the objective's metrics over the same steps. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The loss and metrics of each of these steps, in order. */
  readonly each: readonly StepMeasures[];
  /** The global norm of the gradient of the last step, before clipping. */
  readonly gradientNorm: number;
  /** Seconds since training started, not including the time of the consumer of the events. */
  readonly seconds: number;
};
