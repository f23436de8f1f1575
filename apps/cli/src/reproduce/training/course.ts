import { palindromePresets } from "../../tasks/palindrome-options.ts";

/**
 * The setting of the University of Amsterdam's course of 2018, except for the initialisation, which is Xavier and orthogonal with a forget bias of 1: digits
 * as numbers, 128 units, batches of 128, RMSProp at 0.001, and gradients clipped to a norm of 10.
 */
export const course = {
  ...palindromePresets.course,
  hiddenSize: 128,
  initialisation: "default",
  forgetBias: 1,
} as const;
