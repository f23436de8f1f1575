import { DOMParser } from "linkedom";
import { gateOpenness as drawGateOpenness, type GateOpennessOptions } from "../gate-openness.ts";
import { gradientNorms as drawGradientNorms, type GradientNormsOptions } from "../gradient-norms.ts";
import { lengthSweep as drawLengthSweep, type LengthSweepOptions } from "../length-sweep.ts";
import { ratioIntervals as drawRatioIntervals, type RatioIntervalsOptions } from "../ratio-intervals.ts";
import { roofline as drawRoofline, type RooflineOptions } from "../roofline.ts";
import { scalingCurves as drawScalingCurves, type ScalingCurvesOptions } from "../scaling-curves.ts";
import { trainingCurves as drawTrainingCurves, type TrainingCurvesOptions } from "../training-curves.ts";

/**
 * The SVG, as a string, that `trainingCurves` of the package's root draws; see there for options and errors.
 */
export const trainingCurves: (options: TrainingCurvesOptions) => string = asString(drawTrainingCurves);

/**
 * The SVG, as a string, that `gateOpenness` of the package's root draws; see there for options and errors.
 */
export const gateOpenness: (options: GateOpennessOptions) => string = asString(drawGateOpenness);

/**
 * The SVG, as a string, that `gradientNorms` of the package's root draws; see there for options and errors.
 */
export const gradientNorms: (options: GradientNormsOptions) => string = asString(drawGradientNorms);

/** The SVG, as a string, that `lengthSweep` of the package's root draws; see there for options and errors. */
export const lengthSweep: (options: LengthSweepOptions) => string = asString(drawLengthSweep);

/** The SVG, as a string, that `scalingCurves` of the package's root draws; see there for options and errors. */
export const scalingCurves: (options: ScalingCurvesOptions) => string = asString(drawScalingCurves);

/** The SVG, as a string, that `ratioIntervals` of the package's root draws; see there for options and errors. */
export const ratioIntervals: (options: RatioIntervalsOptions) => string = asString(drawRatioIntervals);

/** The SVG, as a string, that `roofline` of the package's root draws; see there for options and errors. */
export const roofline: (options: RooflineOptions) => string = asString(drawRoofline);

/**
 * `draw` with a document of its own. That document is XML, so the string is well-formed XML too, not just
 * HTML.
 */
function asString<Options>(draw: (options: Options) => Element): (options: Options) => string {
  return (options) => {
    const document = new DOMParser().parseFromString("<svg></svg>", "image/svg+xml");
    return draw({ ...options, document: document as unknown as Document }).outerHTML;
  };
}
