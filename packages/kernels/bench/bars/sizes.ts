/** The text model of the bars: a language model of characters, the same for every subject. */
export const textModel = {
  vocabulary: 87,
  hiddenSize: 128,
  layers: 2,
  time: 30,
  batch: 64,
  clip: 1,
  rate: 2e-3,
  /** How many are generated at once, for the clock's sake. */
  characters: 50,
} as const;

/** What the scans are measured on. */
export const scans = { batch: 64, time: 30, lengthBatch: 32, lengthHiddenSize: 128, vocabulary: 87 } as const;

/** The squares that the machine's own peak is taken from: the fastest in each round. */
export const squares = [512, 1024] as const;

export type TextModel = typeof textModel;
