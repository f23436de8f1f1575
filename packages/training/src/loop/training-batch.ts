import type { Batch } from "@tenetjs/datasets";

/** A batch. With `reset`, its stream's batches continue each other, and `reset` says whether the state starts from zero. */
export type TrainingBatch = Batch & { readonly reset?: boolean };
