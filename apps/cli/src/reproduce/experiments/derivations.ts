import { rnnRecipe } from "@tenetjs/cells";
import { normal, seed as seeded } from "@tenetjs/core";
import { evaluateStep } from "@tenetjs/recipes";
import { experiment } from "../experiment.ts";

type Spec = { readonly seed: number };

/** The largest error of a formula, as a fraction of the largest entry of the gradient. */
type Errors = { readonly right: number; readonly reported: number };
type Compared = { readonly wph: Errors; readonly whh: Errors };

type Matrix = readonly (readonly number[])[];

const [inputs, units, classes, steps] = [2, 4, 5, 6];
const change = 1e-5;

/** The report's derivatives of the loss of a plain RNN, and the right ones. */
export const derivations = experiment<Spec, Compared>({
  title: "The gradients of a plain RNN, derived",
  claim:
    "The report writes dL/dp = -y/ŷ for the logits p. For softmax and cross-entropy it is ŷ - y, and with that its gradients are those that finite differences give.",
  about: `A plain RNN with ${units} units and random weights reads ${steps} vectors in float64 and predicts one of ${classes} classes. dL/dWph = h_T^T dL/dp, and dL/dWhh = Σ h_{t-1}^T δ_t with δ_t = dL/dh_t ⊙ (1 - h_t²), once with dL/dp of the report and once with the right one. The report also multiplies Jacobians of outputs. An output does not determine the next, so these have no values: both sides here multiply those of states, dh_t/dh_{t-1} = diag(1 - h_t²) Whh^T.`,
  jobs: ({ full, seeds }) =>
    Array.from({ length: seeds ?? (full ? 20 : 5) }, (_, seed) => ({
      label: `network ${seed + 1}`,
      spec: { seed },
      work: 1,
    })),
  run: async ({ seed }) => {
    const network = randomNetwork(seed);
    const found = gradientsBy(network, network.error);
    const reported = gradientsBy(network, ({ probabilities, target }) =>
      probabilities.map((probability, k) => (k === target ? -1 / probability : 0)),
    );
    const wph = differences(network.wph, (wph) => lossOf({ ...network, wph }));
    const whh = differences(network.whh, (whh) => lossOf({ ...network, whh }));
    return {
      wph: { right: errorOf(found.wph, wph), reported: errorOf(reported.wph, wph) },
      whh: { right: errorOf(found.whh, whh), reported: errorOf(reported.whh, whh) },
    };
  },
  report: (finished) => {
    const worst = (weights: keyof Compared, formula: keyof Errors) =>
      Math.max(...finished.map(({ result }) => result[weights][formula]));
    const least = (weights: keyof Compared) =>
      Math.min(...finished.map(({ result }) => result[weights].reported));
    const right = Math.max(worst("wph", "right"), worst("whh", "right"));
    const wrong = Math.min(least("wph"), least("whh"));
    return {
      verdict: {
        outcome: right < 1e-6 && wrong > 0.1 ? "holds" : "fails",
        said: `Over ${finished.length} networks, the right formulas differ from finite differences by at most ${right.toExponential(1)} of the largest entry, the report's by at least ${wrong.toPrecision(2)}.`,
      },
      figures: [],
      tables: [
        {
          caption: "Largest difference from finite differences, as a fraction of the largest entry",
          columns: ["", "with dL/dp = ŷ - y", "with dL/dp = -y/ŷ, as in the report"],
          rows: (["wph", "whh"] as const).map((weights) => [
            weights === "wph" ? "dL/dWph" : "dL/dWhh",
            worst(weights, "right").toExponential(1),
            worst(weights, "reported").toPrecision(3),
          ]),
          numericColumns: [1, 2],
        },
      ],
      notes: [],
    };
  },
});

type Network = {
  readonly wxh: Matrix;
  readonly whh: Matrix;
  readonly wph: Matrix;
  readonly sequence: Matrix;
  readonly target: number;
};

type Forward = {
  readonly states: Matrix;
  readonly probabilities: readonly number[];
  readonly target: number;
};

function randomNetwork(seed: number): Network & { readonly error: (forward: Forward) => readonly number[] } {
  const rng = seeded(`derivations ${seed}`);
  const random = (rows: number, columns: number, scale: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal(rng, 0, scale)));
  return {
    wxh: random(inputs, units, 0.7),
    whh: random(units, units, 0.5),
    wph: random(units, classes, 1),
    sequence: random(steps, inputs, 1),
    target: 1,
    error: ({ probabilities, target }) =>
      probabilities.map((probability, k) => probability - Number(k === target)),
  };
}

function forward({ wxh, whh, wph, sequence, target }: Network): Forward {
  const states: number[][] = [Array.from({ length: units }, () => 0)];
  for (const x of sequence) {
    const before = states.at(-1) as number[];
    const sums = added(times(x, wxh), times(before, whh));
    states.push(
      sums.map((a, unit) => {
        const gates = Object.fromEntries(rnnRecipe.gates.map(({ name }) => [name, a]));
        return evaluateStep(rnnRecipe, { gates, state: { h: before[unit] as number } }).h as number;
      }),
    );
  }
  const logits = times(states.at(-1) as number[], wph);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return { states, probabilities: logits.map((logit) => Math.exp(logit) / total), target };
}

function lossOf(network: Network): number {
  const { probabilities, target } = forward(network);
  return -Math.log(probabilities[target] as number);
}

/** dL/dWph and dL/dWhh by the formulas, with dL/dp as `error` gives it. */
function gradientsBy(
  network: Network,
  error: (forward: Forward) => readonly number[],
): { readonly wph: Matrix; readonly whh: Matrix } {
  const run = forward(network);
  const atLogits = error(run);
  let atState = times(atLogits, transposed(network.wph));
  let whh: number[][] = network.whh.map((row) => row.map(() => 0));
  for (let step = steps; step >= 1; step -= 1) {
    const delta = atState.map((value, unit) => value * (1 - (run.states[step]?.[unit] as number) ** 2));
    const outer = product(run.states[step - 1] as number[], delta);
    whh = whh.map((row, i) => added(row, outer[i] as number[]));
    atState = times(delta, transposed(network.whh));
  }
  return { wph: product(run.states.at(-1) as number[], atLogits), whh };
}

/** The gradient by central differences. */
function differences(weights: Matrix, loss: (weights: Matrix) => number): Matrix {
  const nudged = (i: number, j: number, by: number) =>
    weights.map((row, r) => row.map((value, c) => (r === i && c === j ? value + by : value)));
  return weights.map((row, i) =>
    row.map((_, j) => (loss(nudged(i, j, change)) - loss(nudged(i, j, -change))) / (2 * change)),
  );
}

function errorOf(formula: Matrix, measured: Matrix): number {
  const flat = measured.flat();
  const largest = Math.max(...flat.map(Math.abs));
  return (
    Math.max(...formula.flat().map((value, index) => Math.abs(value - (flat[index] as number)))) / largest
  );
}

function times(row: readonly number[], matrix: Matrix): number[] {
  return (matrix[0] ?? []).map((_, column) =>
    row.reduce((sum, value, index) => sum + value * (matrix[index]?.[column] as number), 0),
  );
}

function product(column: readonly number[], row: readonly number[]): number[][] {
  return column.map((value) => row.map((other) => value * other));
}

function added(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] as number));
}

function transposed(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] as number));
}
