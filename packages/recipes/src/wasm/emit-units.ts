import type { Stage, Write } from "../compiler/stage.ts";
import type { Place, Value } from "../compiler/value-graph.ts";
import { emitValue } from "./emit-value.ts";
import type { Bytes } from "./encoding.ts";
import type { FunctionScope } from "./function-scope.ts";
import { f32, f32x4, localGet, localSet, v128 } from "./instructions.ts";

/** How many units an instruction computes. A single unit is in lane 0; the other lanes are computed as well and never stored. */
type Lanes = 4 | 1;

/** How many units code computes: eight take two instructions side by side, which V8's revectorisation joins into one of 256 bits. */
export type Units = 8 | Lanes;

/** Where the code of a stage finds its numbers. */
export type UnitScope = FunctionScope & {
  /** Where the current unit's number is: a local that holds an address, and an offset in bytes. */
  address(place: Place): { readonly cursor: number; readonly offset: number };
  /** The local that holds, in all lanes, a number that all units share; undefined where each unit has its own. */
  shared(place: Place): number | undefined;
  /** The locals in which the gradient of shared number `index` is summed: one v128, one f32. */
  sum(index: number): { readonly vector: number; readonly scalar: number };
};

/** Code that runs a stage for the current unit, for the next four units at once, or for two fours, instruction by instruction. */
export function emitUnits(scope: UnitScope, { instructions, writes }: Stage, units: Units): Bytes {
  if (units !== 8) {
    const { compute, write } = unitsFrom(scope, units, 0);
    return [
      ...instructions.flatMap(compute),
      ...writes.map(write).flatMap(({ value, store }) => [...value, ...store]),
    ];
  }
  const own: number[] = [];
  const recording: UnitScope = {
    ...scope,
    local: () => {
      const local = scope.local();
      own.push(local);
      return local;
    },
  };
  const fours = [unitsFrom(recording, 4, 0), unitsFrom(recording, 4, 16)];
  const pairs = writes.map((write) => fours.map((four) => four.write(write)));
  return [
    ...instructions.flatMap((value) => fours.flatMap(({ compute }) => compute(value))),
    ...pairs.flatMap((pair) => [
      ...pair.flatMap(({ value }) => value),
      ...pair.flatMap(({ store }) => store),
    ]),
    // V8 takes whatever a local holds at the end of a loop for a value that something else needs, which hinders its pairs.
    ...own.flatMap((local) => [...scope.constant(0), ...localSet(local)]),
  ];
}

/** Code for one unit or for four, `start` bytes from the current one. */
function unitsFrom(scope: UnitScope, lanes: Lanes, start: number) {
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
    return [...localGet(cursor), ...(lanes === 4 ? v128.load : v128.load32_zero)(offset + start)];
  };
  const store = (place: Place, value: Bytes): Bytes => {
    const { cursor, offset } = scope.address(place);
    return [
      ...localGet(cursor),
      ...value,
      ...(lanes === 4 ? v128.store : v128.store32_lane0)(offset + start),
    ];
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
  /** The code that computes what a write needs, and then the code that writes it. */
  const write = ({ place, value, mode }: Write): { value: Bytes; store: Bytes } => {
    switch (mode) {
      case "put":
        return { value: [], store: store(place, get(value)) };
      case "add": {
        const sum = scope.local();
        const code = [...load(place), ...get(value), ...f32x4.add, ...localSet(sum)];
        return { value: code, store: store(place, localGet(sum)) };
      }
      case "sum": {
        const { vector, scalar } = scope.sum(place.index);
        const code =
          lanes === 4
            ? [...localGet(vector), ...get(value), ...f32x4.add, ...localSet(vector)]
            : [...localGet(scalar), ...get(value), ...f32x4.extract_lane(0), ...f32.add, ...localSet(scalar)];
        return { value: [], store: code };
      }
    }
  };
  return { compute, write };
}
