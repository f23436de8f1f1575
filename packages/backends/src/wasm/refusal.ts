/** Why something cannot be set up, as a clause, and how to make it possible, as a sentence. */
export type Refusal = { readonly reason: string; readonly remedy: string };
