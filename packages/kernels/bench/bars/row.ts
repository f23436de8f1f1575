/** A line of the table, as data. What was measured stands round by round. */
export type Row = {
  readonly work: string;
  /** Who did it, on what: `Tenet, Node 24.0.0`. */
  readonly subject: string;
  readonly threads: number;
  readonly rounds: readonly number[];
  /** Of `rounds`: `ms`. */
  readonly unit: string;
  readonly comparison?: Comparison;
};

export type Comparison = {
  readonly against: string;
  /** Round by round. */
  readonly ratios: readonly number[];
  readonly as: "times" | "percent";
  readonly bar?: Bar;
};

/** What the median ratio has to be. */
export type Bar = { readonly least?: number; readonly most?: number };

/** A subject that could not be measured, and why. */
export type Missing = { readonly subject: string; readonly reason: string };

/** Whether a ratio is within the bar. */
export function meets(
  ratio: number,
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Bar,
): boolean {
  return ratio >= least && ratio <= most;
}
