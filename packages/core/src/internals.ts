export { breather } from "./breather.ts";
export { checkChoice, checkInteger, checkPositive, checkWithin } from "./check.ts";
export { excerpt, type Phrase, phrase, problem } from "./problem.ts";
