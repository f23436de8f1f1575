import type { BenchEvent } from "../run/bench.ts";

/** The `detail` of the window's event "bench": an event of the run, or the reason why there is no run. */
export type PageEvent = BenchEvent | { readonly kind: "refused"; readonly reason: string };
