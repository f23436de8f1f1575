import type { Stage } from "../compiler/stage.ts";
import type { StepProgram } from "../compiler/step-program.ts";
import { emitStage, type StageScope } from "./emit-stage.ts";
import { type Bytes, encodeModule, type MemoryImport, type WasmFunction } from "./encoding.ts";
import { addTo, type FunctionScope, functionScope } from "./function-scope.ts";
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
 * The parameters of every function of a step's module, in order. Addresses and strides (from row to row) are in bytes. After them come
 * three integers for each of the recipe's inputs: its address, its stride, and the address of its gradient.
 *
 * In `backward`, `output` is the address of the output's gradient. A `mask` of 0 means that there is no mask. A parameter that a function does
 * not use may be 0.
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

type StepParameter = (typeof stepParameters)[number];

/** A module that exports `prepare`, `forward`, `infer`, `backward` and `unprepare` of a program for `hidden` units. */
export function emitStep(
  program: StepProgram,
  hidden: number,
  memory: MemoryImport,
): Uint8Array<ArrayBuffer> {
  const { prepare, forward, infer, hold, backward, passBack, unprepare, gates, slots } = program;
  const emit = (name: string, slotsInRow: number, stage: Stage, padded?: Stage) =>
    emitFunction(program, hidden, name, slotsInRow, stage, padded);
  return encodeModule(
    [
      emit("prepare", gates, prepare),
      emit("forward", slots, forward, hold),
      emit("infer", gates, infer, hold),
      emit("backward", slots, backward, passBack),
      emit("unprepare", gates, unprepare),
    ],
    memory,
  );
}

/** A function that runs `stage` for each row, or `padded` where the mask says so. */
function emitFunction(
  program: StepProgram,
  hidden: number,
  name: string,
  slots: number,
  stage: Stage,
  padded?: Stage,
): WasmFunction {
  const parameters = stepParameters.length + 3 * program.inputs;
  const own = functionScope(parameters);
  const inputs = Array.from({ length: program.inputs }, (_, index) => rowInput(own, index));
  const summed = inputs.filter((_, index) => stage.writes.some(isSumOf(index)));
  const scope: StageScope = {
    ...own,
    hidden,
    row: (buffer) => parameter((buffer === "outputGradient" ? "output" : buffer) as StepParameter),
    input: (index) => (inputs[index] as RowInput).value,
    sum: (index) => (inputs[index] as RowInput).sum,
  };
  const rowBytes = hidden * 4;
  const advance = [
    ...step("slots", i32.const(slots * rowBytes)),
    ...(["previous", "next", "carry"] as const).flatMap((buffer) =>
      step(buffer, i32.const(program.states * rowBytes)),
    ),
    ...step("output", localGet(parameter("outputStride"))),
    ...step("mask", localGet(parameter("maskStride"))),
  ];
  const main = emitStage(scope, stage);
  const rows = loop([
    ...inputs.flatMap(({ read }) => read),
    ...summed.flatMap(({ clearSum }) => clearSum),
    ...(padded === undefined ? main : [...isReal, ...ifElse(main, emitStage(scope, padded))]),
    ...summed.flatMap(({ writeSum }) => writeSum),
    ...advance,
    ...inputs.flatMap(({ advance }) => advance),
    ...[...localGet(parameter("rows")), ...i32.const(1), ...i32.sub, ...localTee(parameter("rows"))],
    ...branchIf(0),
  ]);
  const none = [...localGet(parameter("rows")), ...i32.eqz];
  const body = block([...none, ...branchIf(0), ...own.setConstants(), ...rows]);
  return { name, parameters, locals: own.locals(), body };
}

function parameter(wanted: StepParameter): number {
  return stepParameters.indexOf(wanted);
}

function step(pointer: StepParameter, bytes: Bytes): Bytes {
  return addTo(parameter(pointer), bytes);
}

/** Whether the row is not padding: there is no mask, or its value is above 0. Without a mask, address 0 is read, which is valid memory. */
const isReal: Bytes = [
  ...[...localGet(parameter("mask")), ...i32.eqz],
  ...[...localGet(parameter("mask")), ...f32.load(), ...f32.const(0), ...f32.gt],
  ...i32.or,
];

/** One of the recipe's inputs in the current row, and the code that loads it and sums its gradient. */
type RowInput = ReturnType<typeof rowInput>;

function rowInput(scope: FunctionScope, index: number) {
  const [at, stride, gradient] = [0, 1, 2].map((part) => stepParameters.length + index * 3 + part) as [
    number,
    number,
    number,
  ];
  const value = scope.local();
  const sum = { vector: scope.local(), scalar: scope.add("f32") };
  const lane = (number: number) => [...localGet(sum.vector), ...f32x4.extract_lane(number), ...f32.add];
  const total = [...localGet(sum.scalar), ...[0, 1, 2, 3].flatMap(lane)];
  return {
    /** The local that holds it in all lanes. */
    value,
    /** The locals in which its gradient is summed. */
    sum,
    read: [...localGet(at), ...v128.load32_splat(), ...localSet(value)],
    clearSum: [...scope.constant(0), ...localSet(sum.vector), ...f32.const(0), ...localSet(sum.scalar)],
    writeSum: [...localGet(gradient), ...total, ...f32.store()],
    advance: [...addTo(at, localGet(stride)), ...addTo(gradient, localGet(stride))],
  };
}

function isSumOf(index: number) {
  return ({ mode, place }: Stage["writes"][number]) => mode === "sum" && place.index === index;
}
