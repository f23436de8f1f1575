export { breather } from "./breather.ts";
export { checkChoice, checkInteger, checkPositive, checkWithin } from "./check.ts";
export { type Phrase, phrase, problem } from "./problem.ts";
export { threefry, type Words } from "./threefry.ts";
