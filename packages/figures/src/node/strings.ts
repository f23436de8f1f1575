import { gateOpenness as drawGateOpenness, type GateOpennessOptions } from "../gate-openness.ts";
import { gradientNorms as drawGradientNorms, type GradientNormsOptions } from "../gradient-norms.ts";
import { lengthSweep as drawLengthSweep, type LengthSweepOptions } from "../length-sweep.ts";
import { measureByAxis as drawMeasureByAxis, type MeasureByAxisOptions } from "../measure-by-axis.ts";
import {
  parallelCoordinates as drawParallelCoordinates,
  type ParallelCoordinatesOptions,
} from "../parallel-coordinates.ts";
import { trainingCurves as drawTrainingCurves, type TrainingCurvesOptions } from "../training-curves.ts";
import { asString } from "./as-string.ts";

/**
 * The SVG of `trainingCurves` as a string. See `trainingCurves` of the package's root for options and errors.
 */
export const trainingCurves: (options: TrainingCurvesOptions) => string = asString(drawTrainingCurves);

/**
 * The SVG of `gateOpenness` as a string. See `gateOpenness` of the package's root for options and errors.
 */
export const gateOpenness: (options: GateOpennessOptions) => string = asString(drawGateOpenness);

/**
 * The SVG of `gradientNorms` as a string. See `gradientNorms` of the package's root for options and errors.
 */
export const gradientNorms: (options: GradientNormsOptions) => string = asString(drawGradientNorms);

/** The SVG of `lengthSweep` as a string. See `lengthSweep` of the package's root for options and errors. */
export const lengthSweep: (options: LengthSweepOptions) => string = asString(drawLengthSweep);

/** The SVG of `measureByAxis` as a string. See `measureByAxis` of the package's root for options and errors. */
export const measureByAxis: (options: MeasureByAxisOptions) => string = asString(drawMeasureByAxis);

/** The SVG of `parallelCoordinates` as a string. See `parallelCoordinates` of the package's root for options and errors. */
export const parallelCoordinates: (options: ParallelCoordinatesOptions) => string =
  asString(drawParallelCoordinates);
