/** What was measured at a step: loss, accuracy from 0 to 1; held-out values where they were taken. */
export type TrainingPoint = {
  step: number;
  loss: number;
  accuracy: number;
  heldOutLoss?: number | undefined;
  heldOutAccuracy?: number | undefined;
};

/** One run's curve. Runs of one name look the same (seeds, or one cell in several groups). */
export type TrainingRun = {
  name: string;
  points: readonly TrainingPoint[];
  /**
   * The column that the run is drawn in, such as "T = 6", in the order of first mention; without one it is in
   * every column.
   */
  group?: string;
};
