import { listKernel } from "./lists.ts";

/** Kernel `TenetAdd`: the sums of the tensors of two lists. */
export const add = listKernel(
  "TenetAdd",
  { inputs: 2, outputs: 1 },
  ({ exports }, { count, inputs: [x, y], outputs: [out] }) => {
    exports.add(count, x as number, y as number, out as number);
  },
);

/** Kernel `TenetScale`: gradients to `factor` times those. */
export const scale = listKernel<{ factor: number }>(
  "TenetScale",
  { inputs: 1, outputs: 1 },
  ({ exports }, { count, inputs: [x], outputs: [out] }, { factor }) => {
    exports.scale(count, factor, x as number, out as number);
  },
);

/**
 * Kernel `TenetMomentum`: gradients and velocities to updates and velocities. v = decay v' + g; the update is -rate v, or
 * -rate (g + decay v) with `nesterov`.
 */
export const momentum = listKernel<{ rate: number; decay: number; nesterov: boolean }>(
  "TenetMomentum",
  { inputs: 2, outputs: 2 },
  ({ exports }, { count, inputs, outputs }, { rate, decay, nesterov }) => {
    const [gradient, velocity] = inputs as [number, number];
    const [update, nextVelocity] = outputs as [number, number];
    exports.momentum(count, rate, decay, Number(nesterov), gradient, velocity, update, nextVelocity);
  },
);

/** `epsilon` is added to the root, or under it with `inside`. */
type RootOptions = { decay: number; epsilon: number; inside: boolean };

/**
 * Kernel `TenetRootMeanSquare`: gradients and mean squares to scaled gradients and mean squares. s = decay s' + (1 - decay) g^2;
 * what goes on is g / (sqrt(s) + epsilon).
 */
export const rootMeanSquare = listKernel<RootOptions>(
  "TenetRootMeanSquare",
  { inputs: 2, outputs: 2 },
  ({ exports }, { count, inputs, outputs }, { decay, epsilon, inside }) => {
    const [gradient, square] = inputs as [number, number];
    const [update, nextSquare] = outputs as [number, number];
    exports.rootMeanSquare(count, decay, epsilon, Number(inside), gradient, square, update, nextSquare);
  },
);

/**
 * Kernel `TenetCenteredRootMeanSquare`: as `TenetRootMeanSquare` with the variance s - m^2 for s, where m = decay m' + (1 - decay) g:
 * gradients, mean squares and means to scaled gradients, mean squares and means.
 */
export const centeredRootMeanSquare = listKernel<RootOptions>(
  "TenetCenteredRootMeanSquare",
  { inputs: 3, outputs: 3 },
  ({ exports }, { count, inputs, outputs }, { decay, epsilon, inside }) => {
    const [gradient, square, mean] = inputs as [number, number, number];
    const [update, nextSquare, nextMean] = outputs as [number, number, number];
    exports.centeredRootMeanSquare(
      count,
      decay,
      epsilon,
      Number(inside),
      gradient,
      square,
      mean,
      update,
      nextSquare,
      nextMean,
    );
  },
);

/** What {@link adam} takes: the corrections for the start at zero are in `factor` and `epsilon`; `shrink` is the share of decay. */
type AdamAttributes = { beta1: number; beta2: number; epsilon: number; factor: number; shrink: number };

/**
 * Kernel `TenetAdam`: gradients, parameters, means and mean squares to updates, means and mean squares. m = beta1 m' +
 * (1 - beta1) g and s = beta2 s' + (1 - beta2) g^2; the update is factor m / (sqrt(s) + epsilon) + shrink param.
 */
export const adam = listKernel<AdamAttributes>(
  "TenetAdam",
  { inputs: 4, outputs: 3 },
  ({ exports }, { count, inputs, outputs }, { beta1, beta2, epsilon, factor, shrink }) => {
    const [gradient, param, mean, square] = inputs as [number, number, number, number];
    const [update, nextMean, nextSquare] = outputs as [number, number, number];
    exports.adam(
      count,
      beta1,
      beta2,
      epsilon,
      factor,
      shrink,
      gradient,
      param,
      mean,
      square,
      update,
      nextMean,
      nextSquare,
    );
  },
);
