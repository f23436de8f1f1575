import type { Ids, Numbers, Results, Sequence } from "../sequence.ts";
import type { Step } from "./step.ts";
import { unroll } from "./unroll.ts";

/** The results of a cell that reads the sequence in both directions, each with parameters of its own, in float64. */
export function unrollBoth(step: Step, sequence: Sequence): Results {
  const forward = unroll(step, direction(sequence, "forward"));
  const backward = unroll(step, direction(sequence, "backward"));
  const { outputs: there, "d inputs": dThere, ...ofForward } = forward;
  const { outputs: back, "d inputs": dBack, ...ofBackward } = backward;
  const steps = sequence.keep === "last" ? 1 : (sequence.inputs.shape[1] as number);
  const rows = sequence.inputs.shape[0];
  const backInOrder = reversed(back as Float64Array, rows as number, steps);
  return {
    outputs: sideBySide(there as Float64Array, backInOrder, (rows as number) * steps),
    ...named(ofForward, "forward"),
    ...named(ofBackward, "backward"),
    ...(dThere === undefined || dBack === undefined
      ? {}
      : { "d inputs": added(dThere, reversed(dBack, rows as number, sequence.inputs.shape[1] as number)) }),
  };
}

/** What one direction is given. The backward one reads everything from the end on. */
function direction(sequence: Sequence, name: "forward" | "backward"): Sequence {
  const { params, state, inputs, stepInputs, mask, factors } = sequence;
  const order = <Values extends Numbers | Ids>(values: Values) =>
    name === "forward" ? values : inReverse(values);
  const own = (record: Readonly<Record<string, Numbers>>, prefix: string) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([path, values]) =>
        path.startsWith(prefix) ? [[path.slice(prefix.length), values] as const] : [],
      ),
    );
  const states = Object.entries(own(factors, `state.${name}.`)).map(([path, values]) => [
    `state.${path}`,
    values,
  ]);
  return {
    ...sequence,
    params: own(params, `${name}.`),
    state: own(state, `${name}.`),
    inputs: order(inputs),
    stepInputs: Object.fromEntries(Object.entries(stepInputs).map(([path, values]) => [path, order(values)])),
    ...(mask === undefined ? {} : { mask: order(mask) }),
    factors: { outputs: order(half(factors.outputs as Numbers, name)), ...Object.fromEntries(states) },
  };
}

function inReverse<Values extends Numbers | Ids>(given: Values): Values {
  const [rows, steps] = given.shape as readonly [number, number];
  return { ...given, values: reversed(given.values, rows, steps) };
}

/** Numbers `[rows, steps, ...]` from the last step to the first. */
function reversed<Values extends Float32Array | Float64Array | Int32Array>(
  values: Values,
  rows: number,
  steps: number,
): Values {
  const width = values.length / (rows * steps);
  const result = values.slice() as Values;
  for (let row = 0; row < rows; row += 1) {
    for (let step = 0; step < steps; step += 1) {
      const from = (row * steps + steps - 1 - step) * width;
      result.set(values.subarray(from, from + width) as never, (row * steps + step) * width);
    }
  }
  return result;
}

/** The first or second half of each row of `[batch, time, width]`. */
function half({ shape, values }: Numbers, name: "forward" | "backward"): Numbers {
  const width = shape.at(-1) as number;
  const first = name === "forward" ? 0 : width / 2;
  return {
    shape: [...shape.slice(0, -1), width / 2],
    values: values.filter((_, index) => index % width >= first && index % width < first + width / 2),
  };
}

function sideBySide(left: Float64Array, right: Float64Array, rows: number): Float64Array {
  const width = left.length / rows;
  return Float64Array.from({ length: 2 * left.length }, (_, index) => {
    const [row, column] = [Math.floor(index / (2 * width)), index % (2 * width)];
    return (column < width ? left[row * width + column] : right[row * width + column - width]) as number;
  });
}

function added(left: Float32Array | Float64Array, right: Float32Array | Float64Array): Float64Array {
  return Float64Array.from(left, (value, index) => value + (right[index] as number));
}

/** `state.h` as `state.forward.h`, `d params.wx` as `d params.forward.wx`. */
function named(results: Results, name: string): Results {
  return Object.fromEntries(
    Object.entries(results).map(([path, values]) => [path.replace(".", `.${name}.`), values]),
  );
}
