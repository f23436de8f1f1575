/** The geometry of figures with a column for each step, which stand under each other. */
export type Columns = {
  readonly width: number;
  /** Where the columns begin: the names of the rows stand before. */
  readonly left: number;
  /** The width of a column. */
  readonly side: number;
  readonly count: number;
  /** Texts above columns are left out but for one in so many, so that they do not touch. */
  readonly every: number;
  /** The left edge of a column. */
  x(index: number): number;
  /** The middle of a column. */
  middle(index: number): number;
};

/** `count` columns beside names of up to `letters` letters, in a figure of this width. */
export function columns(width: number, count: number, letters: number): Columns {
  const left = Math.min(0.3 * width, 20 + 6.6 * letters);
  const side = (width - left) / count;
  return {
    width,
    left,
    side,
    count,
    every: Math.ceil(9 / side),
    x: (index) => left + index * side,
    middle: (index) => left + (index + 0.5) * side,
  };
}
