export type { Batch, Batches, Values } from "./batch.ts";
export { batches } from "./batches.ts";
export type { DigitEncoding } from "./tasks/digits.ts";
export { type Palindromes, type PalindromesOptions, palindromes } from "./tasks/palindromes.ts";
