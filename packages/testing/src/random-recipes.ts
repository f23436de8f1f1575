import { type Rng, uniform } from "@tenetjs/core";
import {
  abs,
  add,
  cos,
  div,
  type Expression,
  exp,
  less,
  lessOrEqual,
  log,
  max,
  min,
  mul,
  neg,
  type Recipe,
  type RecipeDefinition,
  recipe,
  relu,
  sigmoid,
  sin,
  sqrt,
  sub,
  tanh,
  training,
  where,
} from "@tenetjs/recipes";
import fc from "fast-check";

const gateSources = fc.constantFrom("both", "input", "hidden" as const);

/** An operation on earlier expressions: numbers that choose the operation and its operands. */
const moves = fc.tuple(fc.nat(18), fc.nat(), fc.nat(), fc.nat());

type Move = [operation: number, a: number, b: number, c: number];

/**
 * Random recipes with one to three states and gates of all sources, with second products, parameters, timestamps and selections. Their steps are random graphs
 * that use values more than once. All numbers stay of order 1, so that rounding errors are not amplified.
 */
export const randomRecipes: fc.Arbitrary<Recipe> = fc
  .record({
    gates: fc.array(gateSources, { minLength: 1, maxLength: 4 }),
    late: fc.array(fc.constantFrom("both", "hidden" as const), { maxLength: 2 }),
    states: fc.integer({ min: 1, max: 3 }),
    parameters: fc.nat(2),
    timed: fc.boolean(),
    moves: fc.array(moves, { minLength: 1, maxLength: 12 }),
    ends: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ gates, late, states, parameters, timed, moves, ends }) => {
    const lateNames = late.map((_, index) => `late${index}`);
    const stateNames = ["h", "c", "m"].slice(0, states);
    return recipe({
      name: "random",
      gates: Object.fromEntries([
        ...gates.map((from, index) => [`gate${index}`, from] as const),
        ...late.map((from, index) => [`late${index}`, from] as const),
      ]),
      ...(late.length === 0
        ? {}
        : {
            second: {
              gates: lateNames,
              // The first move makes the factor, from the first gate and whatever else it picks..
              factor: (symbols) => {
                const [move, , b, c] = moves[0] as Move;
                const known = [...Object.values(symbols.state), ...Object.values(symbols.parameters)];
                const pick = (choice: number) => known[choice % known.length] as Expression;
                return tanh(build(move, symbols.gates.gate0 as Expression, pick(b), pick(c)));
              },
            },
          }),
      state: stateNames,
      parameters: Object.fromEntries(
        Array.from({ length: parameters }, (_, index) => [`p${index}`, smallNumbers]),
      ),
      inputs: timed ? ["time"] : [],
      step: (symbols) => {
        const known: Expression[] = [
          ...Object.values(symbols.gates),
          ...Object.values(symbols.state),
          ...Object.values(symbols.parameters),
          ...Object.values(symbols.inputs).map((time) => tanh(mul(0.3, time))),
        ];
        const pick = (choice: number) => known[choice % known.length] as Expression;
        for (const [move, a, b, c] of moves) known.push(build(move, pick(a), pick(b), pick(c)));
        const gate = Object.values(symbols.gates)[0] as Expression;
        return Object.fromEntries(
          stateNames.map((name, index) => [name, tanh(add(gate, pick(ends[index] as number)))]),
        );
      },
    } satisfies RecipeDefinition<string, string, string, string>);
  });

function build(move: number, a: Expression, b: Expression, c: Expression): Expression {
  const moves: (() => Expression)[] = [
    () => add(a, b),
    () => sub(a, b),
    () => mul(tanh(a), b),
    () => div(a, add(1, abs(b))),
    () => max(a, b),
    () => min(a, mul(0.5, b)),
    () => neg(a),
    () => exp(tanh(a)),
    () => log(add(1.5, mul(tanh(a), tanh(b)))),
    () => sqrt(add(0.5, mul(a, a))),
    () => abs(a),
    () => relu(a),
    () => sigmoid(a),
    () => sin(a),
    () => cos(a),
    () => tanh(a),
    () => where(less(a, b), mul(0.5, a), c),
    () => where(lessOrEqual(a, 0.1), c, b),
    () => where(training, a, mul(a, 0.9)),
  ];
  return (moves[move % moves.length] as () => Expression)();
}

function smallNumbers(rng: Rng, hiddenSize: number): Float32Array {
  return Float32Array.from({ length: hiddenSize }, () => uniform(rng, -1, 1));
}
