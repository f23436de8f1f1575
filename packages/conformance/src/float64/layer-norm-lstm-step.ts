import { apply } from "./operations.ts";
import type { Step } from "./step.ts";
import { type Tape, type Variable, variable } from "./tape.ts";

/** A step of the layer-normalised LSTM, from its equations (Ba, Kiros and Hinton, 2016, supplementary material). */
export const layerNormLstmStep: Step = (tape, { fromInput, fromHidden, params, state }) => {
  const { b, gainX, gainH, gainC, biasC } = params as Norms;
  const [h, c] = [state.h as readonly Variable[], state.c as readonly Variable[]];
  const add = (left: Variable, right: Variable) => apply(tape, "add", [left, right]);
  const mul = (left: Variable, right: Variable) => apply(tape, "multiply", [left, right]);
  const sigmoid = (x: Variable) => apply(tape, "sigmoid", [x]);
  const tanh = (x: Variable) => apply(tape, "tanh", [x]);

  const columns = [...b.keys()];
  const ofX = normalised(tape, columns.map(fromInput));
  const ofH = normalised(tape, columns.map(fromHidden));
  const sums = columns.map((column) => {
    const scaled = add(mul(at(gainX, column), at(ofX, column)), mul(at(gainH, column), at(ofH, column)));
    return add(scaled, at(b, column));
  });
  const gate = (block: number, unit: number) => at(sums, block * h.length + unit);
  const nextC = c.map((memory, unit) =>
    add(mul(sigmoid(gate(1, unit)), memory), mul(sigmoid(gate(0, unit)), tanh(gate(2, unit)))),
  );
  const seen = normalised(tape, nextC).map((value, unit) =>
    add(mul(at(gainC, unit), value), at(biasC, unit)),
  );
  return { h: seen.map((value, unit) => mul(sigmoid(gate(3, unit)), tanh(value))), c: nextC };
};

type Norms = Readonly<Record<"b" | "gainX" | "gainH" | "gainC" | "biasC", readonly Variable[]>>;

/** (v - mean(v)) / sqrt(variance(v) + 1e-5). */
function normalised(tape: Tape, values: readonly Variable[]): Variable[] {
  const centre = mean(tape, values);
  const centred = values.map((value) => apply(tape, "subtract", [value, centre]));
  const variance = mean(
    tape,
    centred.map((value) => apply(tape, "multiply", [value, value])),
  );
  const deviation = apply(tape, "sqrt", [apply(tape, "add", [variance, variable(1e-5)])]);
  return centred.map((value) => apply(tape, "divide", [value, deviation]));
}

function mean(tape: Tape, values: readonly Variable[]): Variable {
  const sum = values.reduce((left, right) => apply(tape, "add", [left, right]));
  return apply(tape, "divide", [sum, variable(values.length)]);
}

function at(values: readonly Variable[], index: number): Variable {
  return values[index] as Variable;
}
