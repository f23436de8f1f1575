/** The number of threads that run. `whyOneThread` states, as a clause, why only one does where more were wanted. */
export type Threads = { readonly threads: number; readonly whyOneThread?: string };
