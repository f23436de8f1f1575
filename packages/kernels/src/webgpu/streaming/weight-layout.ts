import type { TensorInfo } from "@tensorflow/tfjs-core";

/**
 * The layout of a buffer of weights, in quads: four adjacent numbers that are read at once. Zeros fill the last quad of each part. Its
 * functions append parts.
 */
export type WeightLayout = {
  /** The number of quads so far. */
  readonly quads: number;
  readonly parts: readonly Part[];
  /**
   * The place of an appended matrix, whose rows contain `blocks` blocks of columns. Rows of zeros pad it to a multiple of `rowMultiple`
   * rows.
   */
  matrix(source: TensorInfo, options: MatrixOptions): number;
  /** The place of appended vectors: `count` numbers of each source, from its start on. */
  vectors(sources: readonly VectorSource[], count: number): number;
};

export type MatrixOptions = {
  readonly blocks: number;
  readonly rowMultiple: number;
  /** Whether the source is the transpose of the matrix. */
  readonly transposed?: boolean;
};

export type VectorSource = { readonly source: TensorInfo; readonly start: number };

/** Rows and columns of a tensor, `rowStep` and `columnStep` apart, which become rows of quads, `stride` quads apart. */
export type Part = VectorSource & {
  readonly rows: number;
  readonly columns: number;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly at: number;
  /** The number of rows, including those of zeros. */
  readonly paddedRows: number;
  readonly stride: number;
};

/** An empty layout. */
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

/** The number of quads that `count` numbers take. */
export function quadsOf(count: number): number {
  return Math.ceil(count / 4);
}
