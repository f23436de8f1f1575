/** The names of the optimizers that `optimizerFromOptions` makes. */
export const optimizerNames = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw", "lion"] as const;

export type OptimizerName = (typeof optimizerNames)[number];
