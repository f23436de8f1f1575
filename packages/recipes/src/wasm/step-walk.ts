import type { StepProgram } from "../compiler/step-program.ts";
import type { Bytes } from "./encoding.ts";
import { addTo } from "./function-scope.ts";
import { i32, localGet } from "./instructions.ts";
import { parameter, type StepParameter } from "./step-parameters.ts";

/**
 * How `forward`, `infer` and `backward` go through memory. `rows`: over the rows of one step. `sequences`: over the rows, and for each of them over
 * `steps` of its steps before the next row. That is possible where no product with h stands between two steps.
 *
 * A row's steps are adjacent then, in `slots` and, but for `infer`, in `previous` and `next`, where a row has one state more than steps. `infer` keeps one
 * state for each row and may write it in place. `backward` starts at the last step of the last row, and ends at the first step of the first one. `carry` has one
 * state for each row. `outputStride`, `maskStride` and the strides of inputs count from step to step. `units` and `unitGradients` have a block for each step if
 * they vary.
 */
export type StepOrder = "rows" | "sequences";

/** Code that moves the pointers of a function on. */
export type Walk = {
  /** After each step of a row. */
  readonly step: Bytes;
  /** After the last step of a row; undefined if a row has one step. */
  readonly row: Bytes | undefined;
};

/** A walk over the rows of one step. */
export function overRows({ states }: StepProgram, rowBytes: number, slots: number): Walk {
  return {
    step: [
      ...move("slots", i32.const(slots * rowBytes)),
      ...(["previous", "next", "carry"] as const).flatMap((buffer) =>
        move(buffer, i32.const(states * rowBytes)),
      ),
      ...outputAndMask,
    ],
    row: undefined,
  };
}

/** A walk over the steps of each row, forward or backward in time. */
export function overSequences(
  { states, unitValues, unitsVary }: StepProgram,
  rowBytes: number,
  slots: number,
  direction: 1 | -1,
  keepsStates: boolean,
): Walk {
  const oneState = i32.const(direction * states * rowBytes);
  const ofUnits = direction * unitValues * rowBytes;
  const bothStates = [...move("previous", oneState), ...move("next", oneState)];
  const units = unitsVary ? (["units", "unitGradients"] as const) : [];
  const back = [...localGet(parameter("steps")), ...i32.const(-ofUnits), ...i32.mul];
  return {
    step: [
      ...move("slots", i32.const(direction * slots * rowBytes)),
      ...(keepsStates ? bothStates : []),
      ...units.flatMap((buffer) => move(buffer, i32.const(ofUnits))),
      ...outputAndMask,
    ],
    row: [...bothStates, ...move("carry", oneState), ...units.flatMap((buffer) => move(buffer, back))],
  };
}

function move(pointer: StepParameter, bytes: Bytes): Bytes {
  return addTo(parameter(pointer), bytes);
}

const outputAndMask: Bytes = [
  ...move("output", localGet(parameter("outputStride"))),
  ...move("mask", localGet(parameter("maskStride"))),
];
