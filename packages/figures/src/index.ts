export type { FigureOptions } from "./compose.ts";
export { type GateOpennessOptions, gateOpenness } from "./gate-openness.ts";
export { type GradientNormsOptions, gradientNorms } from "./gradient-norms.ts";
export { type LengthResult, type LengthSweepOptions, lengthSweep } from "./length-sweep.ts";
export { openness, type TemporalGate } from "./openness.ts";
export { type PageOptions, page, type Table } from "./page.ts";
export {
  type TrainingCurvesOptions,
  type TrainingPoint,
  type TrainingRun,
  trainingCurves,
} from "./training-curves.ts";
