/**
 * The setting of the University of Amsterdam's course of 2018, except for the initialisation: digits as numbers, 128 units, batches of 128, RMSProp at
 * 0.001, and gradients clipped to a norm of 10.
 */
export const course = {
  encoding: "scalar",
  hiddenSize: 128,
  batch: 128,
  optimizer: "rmsprop",
  learningRate: 1e-3,
  clip: 10,
} as const;
