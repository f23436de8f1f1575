/**
 * The operations of recipes, each stated once: its value, its derivative, its cost and its text. Expressions, the
 * compiler's values, the emitters and every interpreter take their operations from this list.
 */
export const operations = {
  negate: {
    operands: 1,
    value: (x) => -x,
    derivative: ({ negate }, gradient) => [negate(gradient)],
    cost: 1,
    latex: (x) => ({ text: `-${within(x, 2)}`, strength: 2 }),
  },
  exp: {
    operands: 1,
    value: Math.exp,
    derivative: ({ multiply }, gradient, _, y) => [multiply(gradient, y)],
    cost: 26,
    latex: (x) => whole(`e^{${x.text}}`),
  },
  log: {
    operands: 1,
    value: Math.log,
    derivative: ({ divide }, gradient, [x]) => [divide(gradient, x)],
    cost: 30,
    latex: call("\\log"),
  },
  sqrt: {
    operands: 1,
    value: Math.sqrt,
    derivative: ({ divide, multiply, constant }, gradient, _, y) => [
      divide(gradient, multiply(constant(2), y)),
    ],
    cost: 5,
    latex: (x) => whole(`\\sqrt{${x.text}}`),
  },
  abs: {
    operands: 1,
    value: Math.abs,
    derivative: ({ choose, negate, constant }, gradient, [x]) => {
      const zero = constant(0);
      return [choose("less", zero, x, gradient, choose("less", x, zero, negate(gradient), zero))];
    },
    cost: 1,
    latex: (x) => whole(`|${x.text}|`),
  },
  relu: {
    operands: 1,
    value: (x) => Math.max(x, 0),
    derivative: ({ choose, constant }, gradient, [x]) => [
      choose("less", constant(0), x, gradient, constant(0)),
    ],
    cost: 1,
    latex: (x) => whole(`\\max(0, ${x.text})`),
  },
  sigmoid: {
    operands: 1,
    value: (x) => 1 / (1 + Math.exp(-x)),
    derivative: ({ multiply, subtract, constant }, gradient, _, y) => [
      multiply(gradient, multiply(y, subtract(constant(1), y))),
    ],
    cost: 26,
    latex: call("\\sigma"),
  },
  tanh: {
    operands: 1,
    value: Math.tanh,
    derivative: ({ multiply, subtract, constant }, gradient, _, y) => [
      multiply(gradient, subtract(constant(1), multiply(y, y))),
    ],
    cost: 28,
    latex: call("\\tanh"),
  },
  /** To the nearest integer, ties to even. */
  round: {
    operands: 1,
    value: (x) => {
      const isTie = x - Math.floor(x) === 0.5;
      return isTie ? 2 * Math.round(x / 2) : Math.round(x);
    },
    derivative: () => [undefined],
    cost: 1,
    latex: call("\\operatorname{round}"),
  },
  sin: {
    operands: 1,
    value: Math.sin,
    derivative: ({ multiply, cos }, gradient, [x]) => [multiply(gradient, cos(x))],
    cost: 25,
    latex: call("\\sin"),
  },
  cos: {
    operands: 1,
    value: Math.cos,
    derivative: ({ multiply, negate, sin }, gradient, [x]) => [negate(multiply(gradient, sin(x)))],
    cost: 25,
    latex: call("\\cos"),
  },
  /** x itself, through which no gradient flows. */
  stopGradient: {
    operands: 1,
    value: (x) => x,
    derivative: () => [undefined],
    cost: 0,
    latex: call("\\operatorname{stop}"),
  },
  add: {
    operands: 2,
    value: (a, b) => a + b,
    derivative: (_, gradient) => [gradient, gradient],
    cost: 1,
    latex: (a, b) => ({ text: `${within(a, 1)} + ${within(b, 1)}`, strength: 1 }),
  },
  subtract: {
    operands: 2,
    value: (a, b) => a - b,
    derivative: ({ negate }, gradient) => [gradient, negate(gradient)],
    cost: 1,
    latex: (a, b) => ({ text: `${within(a, 1)} - ${within(b, 2)}`, strength: 1 }),
  },
  multiply: {
    operands: 2,
    value: (a, b) => a * b,
    derivative: ({ multiply }, gradient, [a, b]) => [multiply(gradient, b), multiply(gradient, a)],
    cost: 1,
    latex: (a, b) => ({
      text: `${within(a, 2)}${a.isNumber ? "\\," : " \\odot "}${within(b, 2)}`,
      strength: 2,
    }),
  },
  divide: {
    operands: 2,
    value: (a, b) => a / b,
    derivative: ({ divide, multiply, negate }, gradient, [, b], quotient) => {
      const byDividend = divide(gradient, b);
      return [byDividend, negate(multiply(byDividend, quotient))];
    },
    cost: 5,
    latex: (a, b) => whole(`\\frac{${a.text}}{${b.text}}`),
  },
  maximum: {
    operands: 2,
    value: Math.max,
    derivative: ({ choose, constant }, gradient, [a, b]) => [
      choose("lessOrEqual", b, a, gradient, constant(0)),
      choose("less", a, b, gradient, constant(0)),
    ],
    cost: 1,
    latex: call("\\max"),
  },
  minimum: {
    operands: 2,
    value: Math.min,
    derivative: ({ choose, constant }, gradient, [a, b]) => [
      choose("lessOrEqual", a, b, gradient, constant(0)),
      choose("less", b, a, gradient, constant(0)),
    ],
    cost: 1,
    latex: call("\\min"),
  },
  /** The floored modulus, of the divisor's sign. */
  modulo: {
    operands: 2,
    value: (a, b) => {
      const remainder = a % b;
      if (remainder === 0 || remainder < 0 === b < 0) return remainder;
      // Just below a multiple of b, the sum rounds to b, where the next turn starts.
      const wrapped = remainder + b;
      return Math.abs(wrapped) < Math.abs(b) ? wrapped : 0;
    },
    derivative: ({ round, divide, multiply, subtract, negate }, gradient, [a, b], remainder) => {
      const floor = round(divide(subtract(a, remainder), b));
      return [gradient, negate(multiply(gradient, floor))];
    },
    cost: 45,
    latex: (a, b) => ({ text: `${within(a, 3)} \\bmod ${within(b, 3)}`, strength: 2 }),
  },
} as const satisfies Record<string, UnaryDefinition | BinaryDefinition>;

export type Operation = keyof typeof operations;
type OperationOf<Operands extends 1 | 2> = {
  [Name in Operation]: (typeof operations)[Name]["operands"] extends Operands ? Name : never;
}[Operation];
export type UnaryOperation = OperationOf<1>;
export type BinaryOperation = OperationOf<2>;

const names = Object.keys(operations) as Operation[];
/** The names of the operations of one operand. */
export const unaryOperations = names.filter(
  (name): name is UnaryOperation => operations[name].operands === 1,
);
/** The names of the operations of two operands. */
export const binaryOperations = names.filter(
  (name): name is BinaryOperation => operations[name].operands === 2,
);

/** The comparisons that a selection chooses by. */
export const comparisons = {
  less: { holds: (left: number, right: number) => left < right, latex: "<" },
  lessOrEqual: { holds: (left: number, right: number) => left <= right, latex: "\\le" },
} as const;

export type Comparison = keyof typeof comparisons;

/** The operations that derivatives are written with, over any kind of number: expressions, or the compiler's values. */
export type Arithmetic<T> = {
  constant(value: number): T;
  add(left: T, right: T): T;
  subtract(left: T, right: T): T;
  multiply(left: T, right: T): T;
  divide(left: T, right: T): T;
  negate(x: T): T;
  round(x: T): T;
  sin(x: T): T;
  cos(x: T): T;
  /** `whenTrue` where the comparison holds, else `whenFalse`. */
  choose(comparison: Comparison, left: T, right: T, whenTrue: T, whenFalse: T): T;
};

/** A formula in LaTeX, and how tightly its outermost operation binds: 1 for a sum, 2 for a product. */
export type Latex = { readonly text: string; readonly strength: number; readonly isNumber?: boolean };

type Definition = {
  /** Roughly the floating-point operations that it takes, as our emitters implement it. */
  readonly cost: number;
};

/** What is known of an operation of one operand. */
export type UnaryDefinition = Definition & {
  readonly operands: 1;
  /** In float64. */
  value(x: number): number;
  /** What `x` gets of the gradient of the result `y`; undefined where the slope is 0. */
  derivative<T>(
    arithmetic: Arithmetic<T>,
    gradient: T,
    operands: readonly [T],
    y: T,
  ): readonly [T | undefined];
  latex(x: Latex): Latex;
};

/** What is known of an operation of two operands. */
export type BinaryDefinition = Definition & {
  readonly operands: 2;
  value(left: number, right: number): number;
  derivative<T>(
    arithmetic: Arithmetic<T>,
    gradient: T,
    operands: readonly [T, T],
    result: T,
  ): readonly [T | undefined, T | undefined];
  latex(left: Latex, right: Latex): Latex;
};

/** A formula that never needs brackets. */
export function whole(text: string): Latex {
  return { text, strength: Number.POSITIVE_INFINITY };
}

/** A formula as an operand of an operation of that strength. */
function within({ text, strength }: Latex, outer: number): string {
  return strength < outer ? `(${text})` : text;
}

function call(name: string): (...operands: readonly Latex[]) => Latex {
  return (...operands) => whole(`${name}(${operands.map(({ text }) => text).join(", ")})`);
}
