import type { UpdateProgram } from "../compiler/update-program.ts";
import type { Place } from "../compiler/value-graph.ts";
import { emitUnits, type UnitScope, type Units } from "./emit-units.ts";
import { type Bytes, encodeModule, type MemoryImport } from "./encoding.ts";
import { addTo, functionScope } from "./function-scope.ts";
import { block, branchIf, i32, localGet, localSet, loop, v128 } from "./instructions.ts";

/**
 * A module that exports `update`, which runs a program. Its parameters are the number of values, the addresses of the tensors in the order of
 * `program.reads` and then of `program.writes`, and the address of the scalars. The tensors that are written may not overlap those that are read.
 */
export function emitUpdate(
  { reads, writes, scalars, stage }: UpdateProgram,
  memory: MemoryImport,
): Uint8Array<ArrayBuffer> {
  const tensors = [...reads, ...writes];
  const [count, atScalars] = [0, 1 + tensors.length];
  const parameters = atScalars + 1;
  const own = functionScope(parameters);
  const scalarLocals = scalars.map(own.local);
  const cursorOf = ({ buffer, index }: Place) =>
    1 + tensors.findIndex((tensor) => tensor.buffer === buffer && tensor.index === index);
  const scope: UnitScope = {
    ...own,
    address: (place) => ({ cursor: cursorOf(place), offset: 0 }),
    shared: ({ buffer, index }) => (buffer === "scalars" ? scalarLocals[index] : undefined),
    sum: () => {
      throw new TypeError("emitUpdate: expected a program without sums.");
    },
  };
  const loadScalars = scalarLocals.flatMap((local, index) => [
    ...localGet(atScalars),
    ...v128.load32_splat(index * 4),
    ...localSet(local),
  ]);
  /** A loop over `units` values at a time, while at least that many are left. */
  const runs = (units: Units): Bytes => [
    ...block([
      ...isBelow(count, units),
      ...branchIf(0),
      ...loop([
        ...emitUnits(scope, stage, units),
        ...tensors.flatMap((_, index) => addTo(1 + index, i32.const(units * 4))),
        ...addTo(count, i32.const(-units)),
        ...isBelow(count, units),
        ...i32.eqz,
        ...branchIf(0),
      ]),
    ]),
  ];
  const code = [...runs(8), ...runs(4), ...runs(1)];
  const body = [...own.setConstants(), ...loadScalars, ...code];
  return encodeModule([{ name: "update", parameters, locals: own.locals(), body }], memory);
}

function isBelow(local: number, least: number): Bytes {
  return [...localGet(local), ...i32.const(least), ...i32.lt_u];
}
