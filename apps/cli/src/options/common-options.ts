import { networkOptions } from "./network-options.ts";
import { optimisationOptions } from "./optimisation-options.ts";
import type { KeptValues, ValuesOf } from "./option.ts";
import { runOptions } from "./run-options.ts";

/** The options that every task has. A task may set other defaults. */
export const commonOptions = { ...networkOptions, ...optimisationOptions, ...runOptions };

export type CommonOptions = typeof commonOptions;
export type CommonValues = ValuesOf<CommonOptions>;
export type KeptCommonValues = KeptValues<CommonOptions>;
