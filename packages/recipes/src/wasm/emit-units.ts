import type { Stage, Write } from "../compiler/stage.ts";
import type { Place, Value } from "../compiler/value-graph.ts";
import { emitValue } from "./emit-value.ts";
import type { Bytes } from "./encoding.ts";
import type { FunctionScope } from "./function-scope.ts";
import { f32, f32x4, localGet, localSet, v128 } from "./instructions.ts";

/** How many units an instruction computes. A single unit is in lane 0; the other lanes are computed as well and never stored. */
export type Lanes = 4 | 1;

/** Where the code of a stage finds its numbers. */
export type UnitScope = FunctionScope & {
  /** Where the current unit's number is: a local that holds an address, and an offset in bytes. */
  address(place: Place): { readonly cursor: number; readonly offset: number };
  /** The local that holds, in all lanes, a number that all units share; undefined where each unit has its own. */
  shared(place: Place): number | undefined;
  /** The locals in which the gradient of shared number `index` is summed: one v128, one f32. */
  sum(index: number): { readonly vector: number; readonly scalar: number };
};

/** Code that runs a stage for the current unit, or for the next four units at once. */
export function emitUnits(scope: UnitScope, { instructions, writes }: Stage, lanes: Lanes): Bytes {
  const locals = new Map<Value, number>();
  const get = (value: Value): Bytes =>
    value.constant === undefined ? localGet(local(value)) : scope.constant(value.constant);
  const local = (value: Value): number => {
    const known = locals.get(value);
    if (known !== undefined) return known;
    const made = scope.local();
    locals.set(value, made);
    return made;
  };
  const load = (place: Place): Bytes => {
    const { cursor, offset } = scope.address(place);
    return [...localGet(cursor), ...(lanes === 4 ? v128.load : v128.load32_zero)(offset)];
  };
  const store = (place: Place, value: Bytes): Bytes => {
    const { cursor, offset } = scope.address(place);
    return [...localGet(cursor), ...value, ...(lanes === 4 ? v128.store : v128.store32_lane0)(offset)];
  };
  const compute = (value: Value): Bytes => {
    const { place, constant } = value;
    if (constant !== undefined) return [...scope.constant(constant), ...localSet(local(value))];
    if (place === undefined) {
      return [...emitValue(scope, value, value.operands.map(local)), ...localSet(local(value))];
    }
    const shared = scope.shared(place);
    if (shared === undefined) return [...load(place), ...localSet(local(value))];
    locals.set(value, shared);
    return [];
  };
  const write = ({ place, value, mode }: Write): Bytes => {
    switch (mode) {
      case "put":
        return store(place, get(value));
      case "add":
        return store(place, [...load(place), ...get(value), ...f32x4.add]);
      case "sum": {
        const { vector, scalar } = scope.sum(place.index);
        return lanes === 4
          ? [...localGet(vector), ...get(value), ...f32x4.add, ...localSet(vector)]
          : [...localGet(scalar), ...get(value), ...f32x4.extract_lane(0), ...f32.add, ...localSet(scalar)];
      }
    }
  };
  return [...instructions.flatMap(compute), ...writes.flatMap(write)];
}
