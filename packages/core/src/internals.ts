export { breather } from "./breather.ts";
export { checkChoice, checkInteger, checkOptions, checkPositive, checkWithin } from "./check.ts";
export { expectedField, type FieldIssue, wordedIssue } from "./invalid-field.ts";
export { excerpt, type Phrase, phrase, problem } from "./problem.ts";
export { isOpen, openness, type TemporalGate } from "./temporal-gate.ts";
export { threefry, threefryParity, threefryRotations, type Words } from "./threefry.ts";
export { visibleText } from "./visible-text.ts";
export { wgslWave } from "./wgsl-wave.ts";
