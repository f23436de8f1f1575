import type { BufferName, Value } from "../graph.ts";
import type { Stage, Write } from "../step-program.ts";
import { emitValue } from "./emit-value.ts";
import type { Bytes } from "./encoding.ts";
import type { FunctionScope } from "./function-scope.ts";
import { branchIf, f32, f32x4, i32, localGet, localSet, localTee, loop, v128 } from "./instructions.ts";

/** What a stage's code works with. */
export type StageScope = FunctionScope & {
  readonly hidden: number;
  /** The local that holds the address of the present row of that buffer. */
  row(buffer: BufferName): number;
  /** The local that holds input `index` of the present row in all lanes. */
  input(index: number): number;
  /** The locals in which the gradient of input `index` is summed: one v128, one f32. */
  sum(index: number): { readonly vector: number; readonly scalar: number };
};

/** Code that runs `stage` for all units of a row: four at a time, and those that are left over one by one. */
export function emitStage(scope: StageScope, { instructions, writes }: Stage): Bytes {
  const places = [...instructions, ...writes].flatMap(({ place }) =>
    place === undefined ? [] : [place.buffer],
  );
  const buffers = [...new Set(places)].filter((buffer) => buffer !== "inputs" && buffer !== "inputGradients");
  const cursors = new Map(buffers.map((buffer) => [buffer, scope.add("i32")]));
  const count = scope.add("i32");
  const start = buffers.flatMap((buffer) => [
    ...localGet(scope.row(buffer)),
    ...localSet(cursors.get(buffer) as number),
  ]);
  const advance = (bytes: number) =>
    [...cursors.values()].flatMap((cursor) => [
      ...localGet(cursor),
      ...i32.const(bytes),
      ...i32.add,
      ...localSet(cursor),
    ]);
  const times = (repeats: number, lanes: Lanes): Bytes => {
    if (repeats === 0) return [];
    const body = [...emitUnits(scope, instructions, writes, cursors, lanes), ...advance(lanes * 4)];
    if (repeats === 1) return body;
    const next = [...localGet(count), ...i32.const(1), ...i32.sub, ...localTee(count), ...branchIf(0)];
    return [...i32.const(repeats), ...localSet(count), ...loop([...body, ...next])];
  };
  return [...start, ...times(Math.floor(scope.hidden / 4), 4), ...times(scope.hidden % 4, 1)];
}

/** How many units an instruction treats. One is in lane 0, and what the other lanes then hold is never written. */
type Lanes = 4 | 1;

function emitUnits(
  scope: StageScope,
  instructions: readonly Value[],
  writes: readonly Write[],
  cursors: ReadonlyMap<BufferName, number>,
  lanes: Lanes,
): Bytes {
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
  const at = (buffer: BufferName) => localGet(cursors.get(buffer) as number);
  const offset = (index: number) => index * scope.hidden * 4;
  const load = lanes === 4 ? v128.load : v128.load32_zero;
  const store = lanes === 4 ? v128.store : v128.store32_lane0;

  const compute = (value: Value): Bytes => {
    const { place } = value;
    if (value.constant !== undefined) return [...scope.constant(value.constant), ...localSet(local(value))];
    if (place?.buffer === "inputs") {
      locals.set(value, scope.input(place.index));
      return [];
    }
    const code =
      place === undefined
        ? emitValue(scope, value, value.operands.map(local))
        : [...at(place.buffer), ...load(offset(place.index))];
    return [...code, ...localSet(local(value))];
  };
  const write = ({ place, value, mode }: Write): Bytes => {
    if (mode === "sum") {
      const { vector, scalar } = scope.sum(place.index);
      return lanes === 4
        ? [...localGet(vector), ...get(value), ...f32x4.add, ...localSet(vector)]
        : [...localGet(scalar), ...get(value), ...f32x4.extract_lane(0), ...f32.add, ...localSet(scalar)];
    }
    const present =
      mode === "put" ? [] : [...at(place.buffer), ...load(offset(place.index)), ...get(value), ...f32x4.add];
    return [...at(place.buffer), ...(mode === "put" ? get(value) : present), ...store(offset(place.index))];
  };
  return [...instructions.flatMap(compute), ...writes.flatMap(write)];
}
