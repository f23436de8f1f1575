import type { Scratch } from "./approximations.ts";
import type { Bytes, ValueType } from "./encoding.ts";
import { f32, f32x4, i32, i32x4, localGet, localSet } from "./instructions.ts";

/** The locals and constants of a function that is being emitted. */
export type FunctionScope = Scratch & {
  /** A new local of that type. */
  add(type: ValueType): number;
  /** The types of all locals so far, which are numbered on from the parameters. */
  locals(): readonly ValueType[];
  /** Code that sets all constants so far, for the function's start. */
  setConstants(): Bytes;
};

/**
 * The scope of a function with so many parameters, in a module that may use `relaxed` SIMD or not. Its constants live in locals that are set once: engines
 * would make them anew wherever they stand in a loop.
 */
export function functionScope(parameters: number, relaxed = false): FunctionScope {
  const types: ValueType[] = [];
  const known = new Map<string, number>();
  const code: number[] = [];
  const add = (type: ValueType) => parameters + types.push(type) - 1;
  const constant = (key: string, value: Bytes): Bytes => {
    const found = known.get(key);
    if (found !== undefined) return localGet(found);
    const local = add("v128");
    known.set(key, local);
    code.push(...value, ...localSet(local));
    return localGet(local);
  };
  return {
    add,
    local: () => add("v128"),
    constant: (value) => {
      const literal = Object.is(value, -0) ? "-0" : value;
      return constant(`float ${literal}`, [...f32.const(value), ...f32x4.splat]);
    },
    bits: (value) => constant(`bits ${value}`, [...i32.const(value), ...i32x4.splat]),
    multiplyAdd: (a, b, c) =>
      relaxed ? [...a, ...b, ...c, ...f32x4.relaxed_madd] : [...a, ...b, ...f32x4.mul, ...c, ...f32x4.add],
    subtractProduct: (a, b, c) =>
      relaxed ? [...a, ...b, ...c, ...f32x4.relaxed_nmadd] : [...c, ...a, ...b, ...f32x4.mul, ...f32x4.sub],
    locals: () => types,
    setConstants: () => code,
  };
}

/** Code that adds `amount` to an i32 local. */
export function addTo(local: number, amount: Bytes): Bytes {
  return [...localGet(local), ...amount, ...i32.add, ...localSet(local)];
}
