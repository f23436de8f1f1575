/** The numbers of one step, before its update: its training loss and the objective's metrics. */
export type StepMeasures = { readonly loss: number; readonly metrics: Readonly<Record<string, number>> };

/** What happened since the event before. */
export type TrainingEvent = {
  /** Steps done. */
  readonly step: number;
  /** The mean training loss over the steps since the last event, each before its update. */
  readonly loss: number;
  /** The same means of the objective's metrics. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The steps that these are the means of, one by one, in their order. */
  readonly each: readonly StepMeasures[];
  /** The global norm of the last step's gradient, before any clipping. */
  readonly gradientNorm: number;
  /** Seconds since training started, without the time that the consumer of the events took. */
  readonly seconds: number;
};
