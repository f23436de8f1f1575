export type { FigureOptions } from "./compose.ts";
export { type GateOpennessOptions, gateOpenness } from "./gate-openness.ts";
export { type GradientNormsOptions, gradientNorms } from "./gradient-norms.ts";
export { type LengthResult, type LengthSweepOptions, lengthSweep } from "./length-sweep.ts";
export type { MeasuredValue } from "./measured-value.ts";
export { openness, type TemporalGate } from "./openness.ts";
export { type PageOptions, page, type Section, type Table } from "./page.ts";
export { type RatioGroup, type RatioIntervalsOptions, ratioIntervals } from "./ratio-intervals.ts";
export { type Roof, type RooflineOptions, type RooflineSeries, roofline } from "./roofline.ts";
export {
  type ScalingCurvesOptions,
  type ScalingPoint,
  type ScalingSeries,
  scalingCurves,
} from "./scaling-curves.ts";
export { type TrainingCurvesOptions, trainingCurves } from "./training-curves.ts";
export type { TrainingPoint, TrainingRun } from "./training-run.ts";
