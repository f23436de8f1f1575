import type { CellName } from "@tenetjs/cells";

/** The cells whose kernels are checked: one of each family. */
export const checkedCells = ["rnn", "lstm", "gru", "min-gru", "phased-lstm"] as const satisfies CellName[];
