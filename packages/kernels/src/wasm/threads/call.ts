import type { CodeModule, CompiledFunction, CompiledFunctions } from "./code-module.ts";

/** One call of a compiled function. */
export type Call = { readonly of: CodeModule; readonly name: string; readonly args: readonly number[] };

/** A call of a module's function by name. */
export function callOf<Exports extends CompiledFunctions, Name extends string & keyof Exports>(
  of: CodeModule<Exports>,
  name: Name,
  args: Parameters<Exports[Name]>,
): Call {
  return { of, name, args };
}

/** Makes a call now. */
export function callNow({ of, name, args }: Call): void {
  (of.exports[name] as CompiledFunction)(...args);
}
