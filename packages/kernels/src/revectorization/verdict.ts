/** Whether V8's revectorisation computes the same as V8 without it, on this processor; and if not, what the probe found. */
export type Verdict = { readonly sound: true } | { readonly sound: false; readonly reason: string };
