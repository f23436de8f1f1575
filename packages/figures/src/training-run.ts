/** The loss and the accuracy, from 0 to 1, at a step, and the held-out values if they were measured. */
export type TrainingPoint = {
  step: number;
  loss: number;
  accuracy: number;
  heldOutLoss?: number | undefined;
  heldOutAccuracy?: number | undefined;
};

/** A training run. Runs with the same name look the same, such as several seeds, or a cell in several groups. */
export type TrainingRun = {
  name: string;
  points: readonly TrainingPoint[];
  /**
   * The column in which the run is drawn, such as "T = 6". Columns are in order of first occurrence. A run without a group is drawn in
   * every column.
   */
  group?: string;
};
