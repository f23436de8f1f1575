/** The form of a scan: one dispatch for each step, or one for all steps. Both compute the same sums in the same order. */
export type ScanForm = "stepwise" | "persistent";
