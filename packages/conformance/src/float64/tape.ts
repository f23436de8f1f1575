/** A float64 number and, after the tape's backward pass, the gradient with respect to it. */
export type Variable = { readonly value: number; gradient: number };

/** A record of how numbers depend on each other, for reverse-mode differentiation in float64, one number at a time. */
export type Tape = {
  /** A number that depends on others. `spread` adds its gradient to theirs. */
  derive(value: number, spread: (gradient: number) => void): Variable;
  /** Runs the backward pass: propagates the current gradients to all numbers that they depend on. Empties the tape. */
  runBack(): void;
};

/** An empty tape. */
export function tape(): Tape {
  const results: Variable[] = [];
  const spreads: ((gradient: number) => void)[] = [];
  return {
    derive(value, spread) {
      const result = variable(value);
      results.push(result);
      spreads.push(spread);
      return result;
    },
    runBack() {
      while (results.length > 0) spreads.pop()?.((results.pop() as Variable).gradient);
    },
  };
}

/** A number that depends on no other. */
export function variable(value: number): Variable {
  return { value, gradient: 0 };
}

/** The sum over i of `left[i] * right[i]`. It uses plain loops, since the reference spends nearly all of its time here. */
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
