import type { TensorInfo } from "@tensorflow/tfjs-core";

/**
 * A buffer of weights that is being laid out, in quads: four neighbouring numbers, which are read at once. What does not fill its last
 * quad is followed by zeros.
 */
export type WeightLayout = {
  /** Quads so far. */
  readonly quads: number;
  readonly parts: readonly Part[];
  /**
   * Where a matrix goes, whose columns are so many blocks, side by side in each row; it gets rows of zeros up to a multiple of
   * `rowMultiple`.
   */
  matrix(source: TensorInfo, options: MatrixOptions): number;
  /** Where `[count]` numbers of each source go, from a place in it on, one after the other. */
  vectors(sources: readonly VectorSource[], count: number): number;
};

export type MatrixOptions = {
  readonly blocks: number;
  readonly rowMultiple: number;
  /** Whether the source has the matrix' columns as its rows. */
  readonly transposed?: boolean;
};

export type VectorSource = { readonly source: TensorInfo; readonly start: number };

/** Rows and columns of a tensor, `rowStep` and `columnStep` apart, as rows of quads, `stride` quads apart. */
export type Part = VectorSource & {
  readonly rows: number;
  readonly columns: number;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly at: number;
  /** Rows with those of zeros. */
  readonly paddedRows: number;
  readonly stride: number;
};

/** A layout of nothing yet. */
export function weightLayout(): WeightLayout {
  const parts: Part[] = [];
  let taken = 0;
  const take = (quads: number): number => {
    taken += quads;
    return taken - quads;
  };
  return {
    parts,
    get quads() {
      return taken;
    },
    matrix(source, { blocks, rowMultiple, transposed = false }) {
      const [first, second] = source.shape as [number, number];
      const [rows, width] = transposed ? [second, first] : [first, second];
      const [rowStep, columnStep] = transposed ? [1, rows] : [width, 1];
      const paddedRows = Math.ceil(rows / rowMultiple) * rowMultiple;
      const columns = width / Math.max(1, blocks);
      const quads = quadsOf(columns);
      const stride = blocks * quads;
      const start = take(paddedRows * stride);
      for (let block = 0; block < blocks; block += 1) {
        const from = { source, start: block * columns * columnStep, rows, columns, rowStep, columnStep };
        parts.push({ ...from, at: start + block * quads, paddedRows, stride });
      }
      return start;
    },
    vectors(sources, count) {
      const quads = quadsOf(count);
      const first = take(sources.length * quads);
      sources.forEach((from, index) => {
        const row = { rows: 1, columns: count, rowStep: 0, columnStep: 1 };
        parts.push({ ...from, ...row, at: first + index * quads, paddedRows: 1, stride: 0 });
      });
      return first;
    },
  };
}

/** How many quads `count` numbers take. */
export function quadsOf(count: number): number {
  return Math.ceil(count / 4);
}
