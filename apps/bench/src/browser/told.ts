import type { BenchEvent } from "../run/bench.ts";

/** The `detail` of the event "bench" of the page's window: what happens in a run, or why there is none. */
export type Told = BenchEvent | { readonly kind: "refused"; readonly reason: string };
