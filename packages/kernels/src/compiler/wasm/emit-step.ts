import type { Stage, StepProgram } from "../step-program.ts";
import { emitStage, type StageScope } from "./emit-stage.ts";
import {
  type Bytes,
  encodeModule,
  type MemoryImport,
  type ValueType,
  type WasmFunction,
} from "./encoding.ts";
import {
  block,
  branchIf,
  f32,
  f32x4,
  i32,
  ifElse,
  localGet,
  localSet,
  localTee,
  loop,
  v128,
} from "./instructions.ts";

/**
 * The parameters that every function of a step's module takes, in order; addresses are in bytes, and so are strides, from row to
 * row. After them come, for each of the recipe's inputs, its address, its stride, and the address of its gradient.
 *
 * `output` stands for the output's gradient in `backward`. A `mask` of 0 is none. What a function does not use may be 0.
 */
export const stepParameters = [
  "rows",
  "slots",
  "previous",
  "next",
  "units",
  "output",
  "outputStride",
  "mask",
  "maskStride",
  "carry",
  "unitGradients",
  "parameters",
  "parameterGradients",
] as const;

/** A module that exports `prepare`, `forward`, `infer`, `backward` and `unprepare` of a program for `hidden` units. */
export function emitStep(
  program: StepProgram,
  hidden: number,
  memory: MemoryImport,
): Uint8Array<ArrayBuffer> {
  const { prepare, forward, infer, hold, backward, passBack, unprepare } = program;
  const emit = (name: string, stage: Stage, padded: Stage, slots: number) =>
    emitFunction(program, hidden, slots, name, stage, padded);
  return encodeModule(
    [
      emit("prepare", prepare, prepare, program.gates),
      emit("forward", forward, hold, program.slots),
      emit("infer", infer, hold, program.gates),
      emit("backward", backward, passBack, program.slots),
      emit("unprepare", unprepare, unprepare, program.gates),
    ],
    memory,
  );
}

function emitFunction(
  program: StepProgram,
  hidden: number,
  slots: number,
  name: string,
  stage: Stage,
  padded: Stage,
): WasmFunction {
  const inputs = Array.from({ length: program.inputs }, (_, index) => index);
  const parameters = stepParameters.length + 3 * program.inputs;
  const parameter = (wanted: (typeof stepParameters)[number]) => stepParameters.indexOf(wanted);
  const inputParameter = (index: number, part: 0 | 1 | 2) => stepParameters.length + index * 3 + part;
  const locals = localTable(parameters);
  const constants = constantTable(locals);
  const splats = inputs.map(() => locals.add("v128"));
  const sums = inputs.map(() => ({ vector: locals.add("v128"), scalar: locals.add("f32") }));
  const scope: StageScope = {
    hidden,
    constant: constants.float,
    bits: constants.integer,
    local: () => locals.add("v128"),
    integer: () => locals.add("i32"),
    row: (buffer) =>
      parameter((buffer === "outputGradient" ? "output" : buffer) as (typeof stepParameters)[number]),
    input: (index) => splats[index] as number,
    sum: (index) => sums[index] as { vector: number; scalar: number },
  };
  const summed = new Set(
    [...stage.writes, ...padded.writes].flatMap(({ mode, place }) => (mode === "sum" ? [place.index] : [])),
  );
  const readInputs = inputs.flatMap((index) => [
    ...localGet(inputParameter(index, 0)),
    ...v128.load32_splat(),
    ...localSet(splats[index] as number),
  ]);
  const clearSums = [...summed].flatMap((index) => [
    ...constants.float(0),
    ...localSet(scope.sum(index).vector),
    ...f32.const(0),
    ...localSet(scope.sum(index).scalar),
  ]);
  const writeSums = [...summed].flatMap((index) => {
    const { vector, scalar } = scope.sum(index);
    const lane = (at: number) => [...localGet(vector), ...f32x4.extract_lane(at), ...f32.add];
    const total = [...localGet(scalar), ...[0, 1, 2, 3].flatMap(lane)];
    const [gradient, stride] = [inputParameter(index, 2), inputParameter(index, 1)];
    return [
      ...[...localGet(gradient), ...total, ...f32.store()],
      ...[...localGet(gradient), ...localGet(stride), ...i32.add, ...localSet(gradient)],
    ];
  });
  const rowBytes = hidden * 4;
  const strides: [number, Bytes][] = [
    [parameter("slots"), i32.const(slots * rowBytes)],
    ...(["previous", "next", "carry"] as const).map((buffer): [number, Bytes] => [
      parameter(buffer),
      i32.const(program.states * rowBytes),
    ]),
    [parameter("output"), localGet(parameter("outputStride"))],
    [parameter("mask"), localGet(parameter("maskStride"))],
    ...inputs.map((index): [number, Bytes] => [inputParameter(index, 0), localGet(inputParameter(index, 1))]),
  ];
  const advance = strides.flatMap(([pointer, stride]) => [
    ...localGet(pointer),
    ...stride,
    ...i32.add,
    ...localSet(pointer),
  ]);
  const isReal = [
    ...[...localGet(parameter("mask")), ...i32.eqz],
    ...[...localGet(parameter("mask")), ...f32.load(), ...f32.const(0), ...f32.gt],
    ...i32.or,
  ];
  const main = emitStage(scope, stage);
  const work = padded === stage ? main : [...isReal, ...ifElse(main, emitStage(scope, padded))];
  const rows = loop([
    ...readInputs,
    ...clearSums,
    ...work,
    ...writeSums,
    ...advance,
    ...[...localGet(0), ...i32.const(1), ...i32.sub, ...localTee(0), ...branchIf(0)],
  ]);
  const body = block([...localGet(0), ...i32.eqz, ...branchIf(0), ...constants.code(), ...rows]);
  return { name, parameters, locals: locals.types(), body };
}

function localTable(parameters: number) {
  const types: ValueType[] = [];
  return {
    add: (type: ValueType): number => parameters + types.push(type) - 1,
    types: (): readonly ValueType[] => types,
  };
}

/** Constants live in locals that are set once: engines would make them anew wherever they stand in a loop. */
function constantTable(locals: ReturnType<typeof localTable>) {
  const known = new Map<string, number>();
  const made: number[] = [];
  const get = (key: string, code: Bytes): Bytes => {
    const found = known.get(key);
    if (found !== undefined) return localGet(found);
    const local = locals.add("v128");
    known.set(key, local);
    made.push(...code, ...localSet(local));
    return localGet(local);
  };
  return {
    float: (value: number): Bytes =>
      get(`float ${Object.is(value, -0) ? "-0" : value}`, [...f32.const(value), ...f32x4.splat]),
    integer: (value: number): Bytes => get(`integer ${value}`, [...i32.const(value), 0xfd, 0x11]),
    code: (): Bytes => made,
  };
}
