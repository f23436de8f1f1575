export type { FigureOptions } from "./compose.ts";
export { type GateOpennessOptions, gateOpenness } from "./gate-openness.ts";
export { type GradientNormsOptions, gradientNorms } from "./gradient-norms.ts";
export { type LengthResult, type LengthSweepOptions, lengthSweep } from "./length-sweep.ts";
export { openness, type TemporalGate } from "./openness.ts";
export { type PageOptions, page, type Section, type Table } from "./page.ts";
export { type TrainingCurvesOptions, trainingCurves } from "./training-curves.ts";
export type { TrainingPoint, TrainingRun } from "./training-run.ts";
