/** The windows of a training step: how many, and how many characters long. */
export const textBatch = { batch: 32, time: 32 } as const;
