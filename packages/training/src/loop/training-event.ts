/** What happened since the event before. */
export type TrainingEvent = {
  /** Steps done. */
  readonly step: number;
  /** The mean training loss over the steps since the last event, each before its update. */
  readonly loss: number;
  /** The same means of the objective's metrics. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The global norm of the last step's gradient, before any clipping. */
  readonly gradientNorm: number;
  /** Seconds since training started, without the time that the consumer of the events took. */
  readonly seconds: number;
};
