import { backend } from "@tensorflow/tfjs-core";
import { kernelsOf } from "../module/kernels.ts";
import { poolOf, type ShardRecord } from "./pool.ts";

export type { ShardRecord } from "./pool.ts";

/**
 * Begins to record which thread of tfjs's WASM backend runs which shard when. The function that it returns ends the record. On one thread there are no shards
 * to record.
 *
 * @throws {TypeError} if the current backend is not tfjs's WASM backend.
 */
export function recordShards(): () => ShardRecord[] {
  return poolOf(kernelsOf(backend())).record();
}
