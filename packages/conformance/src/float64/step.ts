import type { Tape, Variable } from "./tape.ts";

/** What a step of one row is given. Records are by name, lists by unit. */
export type StepGiven = {
  /** The entry of x Wx in that column. */
  readonly fromInput: (column: number) => Variable;
  /** The entry of h Wh in that column. */
  readonly fromHidden: (column: number) => Variable;
  /** All parameters but Wx and Wh. */
  readonly params: Readonly<Record<string, readonly Variable[]>>;
  readonly state: RowState;
  /** Numbers of the row at this step, which its units share. */
  readonly inputs: Readonly<Record<string, Variable>>;
  readonly training: boolean;
};

export type RowState = Readonly<Record<string, readonly Variable[]>>;

/** A cell's step of one row on a tape: the state after it. */
export type Step = (tape: Tape, given: StepGiven) => RowState;
