import { listKernel, type Planned } from "./lists.ts";

/*
 * The kernels of optimizers, as they are on WASM: what each takes and gives is said there. Coefficients are rounded to float32 once,
 * `rest` and the like by way of float64: 1 - 0.999 is not what 1 less the float32 next to 0.999 is.
 */

/** Kernel `TenetAdd`: the sums of two lists. */
export const add = listKernel("TenetAdd", () => ({
  rule: {
    label: "add",
    inputs: ["left", "right"],
    outputs: ["sum"],
    scalars: [],
    code: "let sum = left + right;",
  },
  scalars: {},
}));

/** Kernel `TenetScale`. */
export const scale = listKernel<{ factor: number }>("TenetScale", ({ factor }) => ({
  rule: {
    label: "scale",
    inputs: ["gradient"],
    outputs: ["update"],
    scalars: ["factor"],
    code: "let update = scalars.factor * gradient;",
  },
  scalars: { factor },
}));

/** Kernel `TenetMomentum`. */
export const momentum = listKernel<{ rate: number; decay: number; nesterov: boolean }>(
  "TenetMomentum",
  ({ rate, decay, nesterov }) => ({
    rule: {
      label: "momentum",
      inputs: ["gradient", "velocity"],
      outputs: ["update", "nextVelocity"],
      scalars: ["rate", "decay"],
      code: `let nextVelocity = scalars.decay * velocity + gradient;
    let update = -scalars.rate * ${nesterov ? "(gradient + scalars.decay * nextVelocity)" : "nextVelocity"};`,
    },
    scalars: { rate, decay },
  }),
);

type RootOptions = { decay: number; epsilon: number; inside: boolean };

/** Kernel `TenetRootMeanSquare`. */
export const rootMeanSquare = listKernel<RootOptions>("TenetRootMeanSquare", (options) => ({
  rule: {
    label: "root mean square",
    inputs: ["gradient", "square"],
    outputs: ["update", "nextSquare"],
    scalars: ["decay", "rest", "epsilon"],
    code: `let nextSquare = scalars.decay * square + scalars.rest * (gradient * gradient);
    let update = gradient / ${root("nextSquare", options)};`,
  },
  scalars: ofRoot(options),
}));

/** Kernel `TenetCenteredRootMeanSquare`. */
export const centeredRootMeanSquare = listKernel<RootOptions>("TenetCenteredRootMeanSquare", (options) => ({
  rule: {
    label: "centered root mean square",
    inputs: ["gradient", "square", "mean"],
    outputs: ["update", "nextSquare", "nextMean"],
    scalars: ["decay", "rest", "epsilon"],
    // Rounding can take the variance of a steady gradient below 0, whose root is NaN.
    code: `let nextSquare = scalars.decay * square + scalars.rest * (gradient * gradient);
    let nextMean = scalars.decay * mean + scalars.rest * gradient;
    let variance = max(nextSquare - nextMean * nextMean, 0f);
    let update = gradient / ${root("variance", options)};`,
  },
  scalars: ofRoot(options),
}));

type AdamAttributes = { beta1: number; beta2: number; epsilon: number; factor: number; shrink: number };

/** Kernel `TenetAdam`. Parameters are looked at only where they shrink: a shader has room for more tensors without them. */
export const adam = listKernel<AdamAttributes>("TenetAdam", ({ shrink, beta1, beta2, epsilon, factor }) => ({
  rule: {
    label: "adam",
    inputs: ["gradient", "param", "mean", "square"],
    unread: shrink === 0 ? ["param"] : [],
    outputs: ["update", "nextMean", "nextSquare"],
    scalars: ["beta1", "rest1", "beta2", "rest2", "epsilon", "factor", "shrink"],
    code: `let nextMean = scalars.beta1 * mean + scalars.rest1 * gradient;
    let nextSquare = scalars.beta2 * square + scalars.rest2 * (gradient * gradient);
    let descent = scalars.factor * (nextMean / (sqrt(nextSquare) + scalars.epsilon));
    let update = ${shrink === 0 ? "descent" : "descent + scalars.shrink * param"};`,
  },
  scalars: { beta1, rest1: 1 - beta1, beta2, rest2: 1 - beta2, epsilon, factor, shrink },
}));

function root(spread: string, { inside }: RootOptions): string {
  return inside ? `sqrt(${spread} + scalars.epsilon)` : `(sqrt(${spread}) + scalars.epsilon)`;
}

function ofRoot({ decay, epsilon }: RootOptions): Planned["scalars"] {
  return { decay, rest: 1 - decay, epsilon };
}
