/** Whether V8 may combine pairs of SIMD operations of the kernels into wider ones, or why not, as a clause. */
export type Revectorization = { readonly on: true } | { readonly on: false; readonly reason: string };
