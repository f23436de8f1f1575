/** Compiled functions, and the code that they are compiled from: for those of the static kernels, which workers have, none. */
export type CodeModule<Exports = CompiledFunctions> = {
  readonly exports: Exports;
  readonly code: Uint8Array;
};

/** Functions by their names. */
export type CompiledFunctions = Readonly<Record<string, CompiledFunction>>;

/** A compiled function, whose arguments are all numbers. */
export type CompiledFunction = (...numbers: number[]) => unknown;
