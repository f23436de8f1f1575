/** A number in float64 and, once the tape has been run back, the gradient by it. */
export type Variable = { readonly value: number; gradient: number };

/** A record of how numbers follow from each other: reverse mode in float64, one number at a time. */
export type Tape = {
  /** A number that follows from others. `spread` hands its gradient on to them. */
  derive(value: number, spread: (gradient: number) => void): Variable;
  /** Carries the gradients that numbers have by now to all that they were derived from. Leaves the tape empty. */
  runBack(): void;
};

/** An empty tape. */
export function tape(): Tape {
  const spreads: (() => void)[] = [];
  return {
    derive(value, spread) {
      const result = variable(value);
      spreads.push(() => spread(result.gradient));
      return result;
    },
    runBack() {
      for (const spread of spreads.reverse()) spread();
      spreads.length = 0;
    },
  };
}

/** A number that follows from no other. */
export function variable(value: number): Variable {
  return { value, gradient: 0 };
}

/** The sum over i of `left[i] * right[i]`. In plain loops, since nearly all the time of a reference is spent here. */
export function dot(tape: Tape, left: readonly Variable[], right: readonly Variable[]): Variable {
  let value = 0;
  for (let i = 0; i < left.length; i += 1)
    value += (left[i] as Variable).value * (right[i] as Variable).value;
  return tape.derive(value, (gradient) => {
    for (let i = 0; i < left.length; i += 1) {
      const [a, b] = [left[i] as Variable, right[i] as Variable];
      a.gradient += gradient * b.value;
      b.gradient += gradient * a.value;
    }
  });
}
