/** How what belongs to a network looks. Two networks of one family differ by dash and shape, so colour never stands alone. */
export type Look = {
  /** A CSS colour. */
  readonly color: string;
  /** An SVG dash array. */
  readonly dash: string;
  readonly mark: "circle" | "square" | "triangle";
};

/** The look of the cell of this name in the lane of this number: its family has the colour, its lane the dash and the shape. */
export function cellLook(cell: string, lane: number): Look {
  return {
    color: `var(--${familyOf(cell)})`,
    dash: dashes[lane % dashes.length] as string,
    mark: marks[lane % marks.length] as Look["mark"],
  };
}

/** The family of a cell, which has a colour of the theme. */
export function familyOf(cell: string): "rnn" | "lstm" | "gru" | "phased" | "own" {
  if (cell.startsWith("phased-")) return "phased";
  return families.find(([, members]) => members.includes(cell))?.[0] ?? "own";
}

const families = [
  ["rnn", ["rnn", "indrnn"]],
  ["lstm", ["lstm", "peephole-lstm", "layer-norm-lstm", "min-lstm", "sru"]],
  ["gru", ["gru", "original-gru", "mgu", "min-gru"]],
] as const satisfies readonly (readonly [string, readonly string[]])[] as readonly (readonly [
  "rnn" | "lstm" | "gru",
  readonly string[],
])[];

const dashes = ["none", "7 3", "2 3"];
const marks: readonly Look["mark"][] = ["circle", "square", "triangle"];
