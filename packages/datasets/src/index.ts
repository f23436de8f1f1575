export type { Batch, Batches, Values } from "./batch.ts";
export { batches } from "./batches.ts";
