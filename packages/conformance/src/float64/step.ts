import type { Tape, Variable } from "./tape.ts";

/** The arguments of a step of one row. Records are by name, lists by unit. */
export type StepGiven = {
  /** The entry of x Wx in a column. */
  readonly fromInput: (column: number) => Variable;
  /** The entry of h Wh in a column. */
  readonly fromHidden: (column: number) => Variable;
  /** The entry of the product of these numbers of the units with a column of Wh. */
  readonly timesWh: (left: readonly Variable[], column: number) => Variable;
  /** All parameters. */
  readonly params: Readonly<Record<string, readonly Variable[]>>;
  readonly state: RowState;
  /** The step inputs of the row at this step, which its units share. */
  readonly inputs: Readonly<Record<string, Variable>>;
  readonly training: boolean;
};

export type RowState = Readonly<Record<string, readonly Variable[]>>;

/** A cell's step of one row, which returns the next state. The tape records it. */
export type Step = (tape: Tape, given: StepGiven) => RowState;
