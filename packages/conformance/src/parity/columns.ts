import { type BackendName, backendNames } from "@tenetjs/backends";
import type { EngineFeatures } from "../browser/engines/engine.ts";
import type { Form } from "../scenarios/start-on.ts";

/** The number of threads in the columns with several threads. */
export const severalThreads = 4;

/** What decides which columns a place has. */
export type PlaceFeatures = Pick<EngineFeatures, "sharesMemory" | "webgpu">;

/** What Node has. */
export const nodeFeatures: PlaceFeatures = { sharesMemory: true, webgpu: true };

/** All columns of a place, the composed ones first, since registered kernels cannot be removed. */
export function columnsOf(features: PlaceFeatures): Form[] {
  return [...composedColumns(features), ...fusedColumns(features)];
}

/** The composed columns of a place. */
export function composedColumns(features: PlaceFeatures): Form[] {
  return offered(backendNames, features).map((backend) => ({ backend, form: "composed" }));
}

/** The fused columns of a place. */
export function fusedColumns(features: PlaceFeatures): Form[] {
  const threadCounts = features.sharesMemory ? [1, severalThreads] : [1];
  return offered(fusedBackends, features).flatMap((backend): Form[] => {
    const form = { backend, form: "fused" } as const;
    return backend === "wasm" ? threadCounts.map((threads) => ({ ...form, threads })) : [form];
  });
}

/** The backends that have a fused scan. */
const fusedBackends: readonly BackendName[] = ["wasm", "webgpu"];

function offered(backends: readonly BackendName[], { webgpu }: PlaceFeatures): BackendName[] {
  return backends.filter((backend) => webgpu || backend !== "webgpu").toSorted();
}

/** The column's heading, such as "wasm fused, 4 threads". */
export function headingOf({ backend, form, threads }: Form): string {
  const counted = threads === 1 ? ", 1 thread" : `, ${threads} threads`;
  return `${backend} ${form}${threads === undefined ? "" : counted}`;
}
