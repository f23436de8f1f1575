import type { Stage } from "../compiler/stage.ts";
import type { BufferName, Place } from "../compiler/value-graph.ts";
import { emitUnits, type UnitScope, type Units } from "./emit-units.ts";
import type { Bytes } from "./encoding.ts";
import { addTo } from "./function-scope.ts";
import { branchIf, i32, localGet, localSet, localTee, loop } from "./instructions.ts";

/** What a stage's code works with. */
export type StageScope = Omit<UnitScope, "address" | "shared"> & {
  readonly hidden: number;
  /** The local that holds the address of the present row of that buffer. */
  row(buffer: BufferName): number;
  /** The local that holds input `index` of the present row in all lanes. */
  input(index: number): number;
};

/** Code that runs `stage` for all units of a row: eight at a time, then four, and those that are left over one by one. */
export function emitStage(scope: StageScope, stage: Stage): Bytes {
  const places = [...stage.instructions, ...stage.writes].flatMap(({ place }) =>
    place === undefined ? [] : [place.buffer],
  );
  const buffers = [...new Set(places)].filter((buffer) => buffer !== "inputs" && buffer !== "inputGradients");
  const cursors = new Map<BufferName, number>(buffers.map((buffer) => [buffer, scope.add("i32")]));
  const count = scope.add("i32");
  const ofUnits: UnitScope = {
    ...scope,
    address: ({ buffer, index }: Place) => ({
      cursor: cursors.get(buffer) as number,
      offset: index * scope.hidden * 4,
    }),
    shared: ({ buffer, index }: Place) => (buffer === "inputs" ? scope.input(index) : undefined),
  };
  const start = buffers.flatMap((buffer) => [
    ...localGet(scope.row(buffer)),
    ...localSet(cursors.get(buffer) as number),
  ]);
  const [eights, fours] = [Math.floor(scope.hidden / 8), Math.floor((scope.hidden % 8) / 4)];
  const times = (repeats: number, units: Units): Bytes => {
    if (repeats === 0) return [];
    const advance = [...cursors.values()].flatMap((cursor) => addTo(cursor, i32.const(units * 4)));
    const body = [...emitUnits(ofUnits, stage, units), ...advance];
    if (repeats === 1) return body;
    const next = [...localGet(count), ...i32.const(1), ...i32.sub, ...localTee(count), ...branchIf(0)];
    return [...i32.const(repeats), ...localSet(count), ...loop([...body, ...next])];
  };
  return [...start, ...times(eights, 8), ...times(fours, 4), ...times(scope.hidden % 4, 1)];
}
