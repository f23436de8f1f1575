import { addingProblem, type Batches, batches, copyTask, palindromes, parity } from "@tenetjs/datasets";
import type { LimitsTaskName } from "./limits-tasks.ts";

/** The sequences of a task, and what a network has to answer about them. */
export type LimitsData = {
  readonly training: Batches;
  readonly heldOut: Batches;
  /** Numbers in a step. */
  readonly inputSize: number;
  /** The fraction that is right without reading. */
  readonly chance: number;
  readonly answer: /** A number after the last step, right if it is closer than `tolerance`. */
    | { readonly kind: "number"; readonly tolerance: number }
    /** A class at each of the last `trained` steps, of which the last `asked` are evaluated. */
    | {
        readonly kind: "classes";
        readonly classes: number;
        readonly trained: number;
        readonly asked: number;
      };
};

/** What {@link limitsData} reads of the controls. */
export type DataOptions = { readonly length: number; readonly seed: number };

const sizes = { batch: 32, heldOut: 100 };
const copied = { items: 3, symbols: 4 };

/** The data of a task of `length` steps. Making it is cheap: batches are made when they are read. */
export function limitsData(name: LimitsTaskName, { length, seed }: DataOptions): LimitsData {
  return makers[name](length, seed);
}

const makers: Readonly<Record<LimitsTaskName, (length: number, seed: number) => LimitsData>> = {
  palindromes(length, seed) {
    const { training, heldOut, classes, chance, inputSize } = palindromes({ length, seed, ...sizes });
    return {
      training: withTime(training),
      heldOut: withTime(heldOut),
      inputSize,
      chance: chance.accuracy,
      answer: { kind: "classes", classes, trained: 1, asked: 1 },
    };
  },
  adding(length, seed) {
    const { training, heldOut, inputSize, chance, tolerance } = addingProblem({ length, seed, ...sizes });
    return { training, heldOut, inputSize, chance: chance.accuracy, answer: { kind: "number", tolerance } };
  },
  copy(length, seed) {
    const { items, symbols } = copied;
    const delay = length - 2 * items;
    const { training, heldOut, classes, inputSize } = copyTask({ delay, seed, ...copied, ...sizes });
    const answer = { kind: "classes", classes, trained: items, asked: items } as const;
    // Blanks between reading and writing are not asked for, so a guess is one symbol of several.
    return { training, heldOut, inputSize, chance: 1 / symbols, answer };
  },
  parity(length, seed) {
    const { training, heldOut, classes, inputSize, chance } = parity({ length, seed, ...sizes });
    const answer = { kind: "classes", classes, trained: length, asked: 1 } as const;
    return { training, heldOut, inputSize, chance: chance.accuracy, answer };
  },
};

/** Batches whose targets, one a row, are those of the last step: `[batch, 1]`. */
function withTime(source: Batches): Batches {
  return batches(source.count, (index) => {
    const { targets, ...batch } = source.at(index);
    return { ...batch, targets: { data: targets.data, shape: [targets.data.length, 1] } };
  });
}
