/**
 * The form of a scan: one dispatch for each step, or one for all steps, in which a workgroup takes its rows through time. Both compute the same sums in the
 * same order. If units are independent, there is no product between two steps, and one dispatch takes each unit of each row through time.
 */
export type ScanForm = "stepwise" | "persistent" | "independent";
