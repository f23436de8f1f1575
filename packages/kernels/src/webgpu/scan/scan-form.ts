/** How a sequence goes through time: a dispatch for each step, or one for all. Both give the same sums in the same order. */
export type ScanForm = "stepwise" | "persistent";
