/** Compiled functions and their code. For the static kernels, which workers already have, the code is empty. */
export type CodeModule<Exports = CompiledFunctions> = {
  readonly exports: Exports;
  readonly code: Uint8Array;
};

/** Compiled functions by name. */
export type CompiledFunctions = Readonly<Record<string, CompiledFunction>>;

/** A compiled function, whose arguments are all numbers. */
export type CompiledFunction = (...numbers: number[]) => unknown;
