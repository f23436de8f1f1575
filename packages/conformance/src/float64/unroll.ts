import type { Numbers, Results, Sequence } from "../sequence.ts";
import type { RowState, Step } from "./step.ts";
import { dot, tape, type Variable, variable } from "./tape.ts";

/** The results of a cell on a sequence, and the gradients of the sequence's loss with respect to all inputs, in float64. */
export function unroll(step: Step, sequence: Sequence): Results {
  const record = tape();
  const given = {
    params: byName(sequence.params, variables),
    state: byName(sequence.state, variables),
    stepInputs: byName(sequence.stepInputs, variables),
  };
  const inputs = sequence.inputs.values instanceof Int32Array ? [] : variables(sequence.inputs as Numbers);
  const [wx, wh] = [columns(sequence, given.params, "wx"), columns(sequence, given.params, "wh")];
  const [batch, time, inputSize = 0] = sequence.inputs.shape as [number, number, number?];

  /** A function that multiplies the input at `place` with a column. For an id, the product is the column's entry in that row. */
  const product = (place: number): ((column: readonly Variable[]) => Variable) => {
    const id = sequence.inputs.values[place] as number;
    if (inputs.length === 0) return (column) => column[id] as Variable;
    const x = inputs.slice(place * inputSize, (place + 1) * inputSize);
    return (column) => dot(record, x, column);
  };
  const advance = (state: RowState, place: number): RowState => {
    const h = state.h as readonly Variable[];
    const timesX = product(place);
    return step(record, {
      fromInput: (column) => timesX(wx[column] as Variable[]),
      fromHidden: (column) => dot(record, h, wh[column] as Variable[]),
      timesWh: (left, column) => dot(record, left, wh[column] as Variable[]),
      params: given.params,
      state,
      inputs: {
        time: variable(place % time),
        ...byName(given.stepInputs, (values) => values[place] as Variable),
      },
      training: sequence.training,
    });
  };

  const resultsOf = (row: number): Record<string, readonly Variable[]> => {
    const outputs: Variable[] = [];
    let state: RowState = byName(given.state, (values) => rowOf(values, row, batch));
    for (let place = row * time; place < (row + 1) * time; place += 1) {
      if (sequence.mask?.values[place] !== 0) state = advance(state, place);
      if (sequence.keep === "all") outputs.push(...(state.h as readonly Variable[]));
    }
    if (sequence.keep === "last") outputs.push(...(state.h as readonly Variable[]));
    const last = Object.entries(state).map(([name, values]) => [`state.${name}`, values]);
    return { outputs, ...Object.fromEntries(last) };
  };
  // Row by row, back at once: a tape of all rows takes memory that takes longer to manage than the rows to compute.
  const rows = Array.from({ length: batch }, (_, row) => {
    const results = resultsOf(row);
    for (const [name, list] of Object.entries(results)) {
      const factors = sequence.factors[name] as Numbers;
      list.forEach((result, index) => {
        result.gradient += factors.values[row * list.length + index] as number;
      });
    }
    record.runBack();
    return results;
  });

  const results = ["outputs", ...Object.keys(given.state).map((name) => `state.${name}`)].map(
    (name): Named => [name, rows.flatMap((row) => row[name] as readonly Variable[])],
  );
  const gradients = Object.entries(given).flatMap(([kind, tensors]) =>
    Object.entries(tensors).map(([name, list]): Named => [`d ${kind}.${name}`, list]),
  );
  if (inputs.length > 0) gradients.push(["d inputs", inputs]);
  return Object.fromEntries([
    ...results.map(([name, list]) => [name, Float64Array.from(list, ({ value }) => value)]),
    ...gradients.map(([name, list]) => [name, Float64Array.from(list, ({ gradient }) => gradient)]),
  ]);
}

type Named = [name: string, variables: readonly Variable[]];

function variables({ values }: Numbers): Variable[] {
  return Array.from(values, variable);
}

/** The columns of a matrix among the parameters. */
function columns(
  { params }: Sequence,
  entries: Readonly<Record<string, readonly Variable[]>>,
  name: "wx" | "wh",
): Variable[][] {
  const [rows, count] = (params[name] as Numbers).shape as readonly [number, number];
  const entry = (row: number, column: number) => entries[name]?.[row * count + column] as Variable;
  return Array.from({ length: count }, (_, column) =>
    Array.from({ length: rows }, (_, row) => entry(row, column)),
  );
}

function rowOf(values: readonly Variable[], row: number, rows: number): readonly Variable[] {
  const size = values.length / rows;
  return values.slice(row * size, (row + 1) * size);
}

function byName<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
