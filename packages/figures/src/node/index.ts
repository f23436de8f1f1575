export { openness } from "../openness.ts";
export { page } from "../page.ts";
export {
  gateOpenness,
  gradientNorms,
  lengthSweep,
  ratioIntervals,
  roofline,
  scalingCurves,
  trainingCurves,
} from "./strings.ts";
