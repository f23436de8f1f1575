/** A source of a run, split as it was for training. */
export type SourceSplits = {
  readonly name: string;
  readonly train: Int32Array;
  readonly validation: Int32Array;
};
