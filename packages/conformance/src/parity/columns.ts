import { type BackendName, backendNames } from "@tenetjs/backends";
import type { Form } from "../scenarios/start-on.ts";

/** The number of threads in the columns with several threads. */
export const severalThreads = 4;

/** All columns, the composed ones first, since registered kernels cannot be removed. */
export function columnsOf(fusedBackends: readonly BackendName[]): Form[] {
  return [...composedColumns, ...fusedColumns(fusedBackends)];
}

const composedColumns: readonly Form[] = [...backendNames]
  .sort()
  .map((backend) => ({ backend, form: "composed" }));

function fusedColumns(backends: readonly BackendName[]): Form[] {
  return [...backends].sort().flatMap((backend): Form[] => {
    const form = { backend, form: "fused" } as const;
    return backend === "wasm" ? [1, severalThreads].map((threads) => ({ ...form, threads })) : [form];
  });
}

/** The column's heading, such as "wasm fused, 4 threads". */
export function headingOf({ backend, form, threads }: Form): string {
  const counted = threads === 1 ? ", 1 thread" : `, ${threads} threads`;
  return `${backend} ${form}${threads === undefined ? "" : counted}`;
}
