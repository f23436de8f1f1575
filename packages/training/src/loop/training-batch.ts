import type { Batch } from "@tenetjs/datasets";

/** A batch; with `reset`, one of a stream whose batches go on from each other, and whether it starts the stream anew. */
export type TrainingBatch = Batch & { readonly reset?: boolean };
