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
import { parameter, type StepParameter, stepParameters } from "./step-parameters.ts";
import { overRows, overSequences, type StepOrder, type Walk } from "./step-walk.ts";

/** How a step is compiled. */
export type StepForm = {
  /** How its functions go through memory. Default: over the rows of one step. */
  readonly order?: StepOrder;
  /** Whether it multiplies and adds with relaxed SIMD. Default: false. */
  readonly relaxed?: boolean;
};

/**
 * A module that exports `prepare`, `forward`, `infer`, `backward` and `unprepare` of a program for `hidden` units; and of one with a second product
 * `factor`, `inferFactor` and `lateGradients`.
 */
export function emitStep(
  program: StepProgram,
  hidden: number,
  memory: MemoryImport,
  { order = "rows", relaxed = false }: StepForm = {},
): Uint8Array<ArrayBuffer> {
  const { prepare, forward, infer, hold, backward, passBack, unprepare, inferSlots, slots, second } = program;
  const rowBytes = hidden * 4;
  const emit = (name: string, walk: Walk, stage: Stage, padded?: Stage) =>
    emitFunction({ program, hidden, relaxed }, name, walk, stage, padded);
  const walk = (slotsInRow: number, direction: 1 | -1, keepsStates: boolean) =>
    order === "rows"
      ? overRows(program, rowBytes, slotsInRow)
      : overSequences(program, rowBytes, slotsInRow, direction, keepsStates);
  const once = overRows(program, rowBytes, inferSlots);
  return encodeModule(
    [
      emit("prepare", once, prepare),
      emit("forward", walk(slots, 1, true), forward, hold),
      emit("infer", walk(inferSlots, 1, false), infer, hold),
      emit("backward", walk(slots, -1, true), backward, passBack),
      emit("unprepare", once, unprepare),
      ...(second === undefined
        ? []
        : [
            emit("factor", walk(slots, 1, true), second.factor, second.noFactor),
            emit("inferFactor", walk(inferSlots, 1, false), second.factor, second.noFactor),
            emit("lateGradients", walk(slots, -1, true), second.lateGradients, second.noLateGradients),
          ]),
    ],
    memory,
  );
}

/** A function that runs `stage` for each row and step, or `padded` where the mask says so. */
function emitFunction(
  {
    program,
    hidden,
    relaxed,
  }: { readonly program: StepProgram; readonly hidden: number; readonly relaxed: boolean },
  name: string,
  walk: Walk,
  stage: Stage,
  padded?: Stage,
): WasmFunction {
  const parameters = stepParameters.length + 3 * program.inputs;
  const own = functionScope(parameters, relaxed);
  const inputs = Array.from({ length: program.inputs }, (_, index) => rowInput(own, index));
  const summed = inputs.filter((_, index) => stage.writes.some(isSumOf(index)));
  const scope: StageScope = {
    ...own,
    hidden,
    row: (buffer) => parameter((buffer === "outputGradient" ? "output" : buffer) as StepParameter),
    input: (index) => (inputs[index] as RowInput).value,
    sum: (index) => (inputs[index] as RowInput).sum,
  };
  const main = emitStage(scope, stage);
  const step = [
    ...inputs.flatMap(({ read }) => read),
    ...summed.flatMap(({ clearSum }) => clearSum),
    ...(padded === undefined ? main : [...isReal, ...ifElse(main, emitStage(scope, padded))]),
    ...summed.flatMap(({ writeSum }) => writeSum),
    ...walk.step,
    ...inputs.flatMap(({ advance }) => advance),
  ];
  const rows = parameter("rows");
  const row = walk.row === undefined ? step : [...eachStep(own.add("i32"), step), ...walk.row];
  const loops = loop([...row, ...again(rows)]);
  const none = [...localGet(rows), ...i32.eqz];
  const body = block([...none, ...branchIf(0), ...own.setConstants(), ...loops]);
  return { name, parameters, locals: own.locals(), body };
}

/** Code that runs `step` for each of a row's steps, with a local that counts. */
function eachStep(count: number, step: Bytes): Bytes {
  return [...localGet(parameter("steps")), ...localSet(count), ...loop([...step, ...again(count)])];
}

/** Code at the end of a loop that repeats it until `count` is 0. */
function again(count: number): Bytes {
  return [...localGet(count), ...i32.const(1), ...i32.sub, ...localTee(count), ...branchIf(0)];
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
