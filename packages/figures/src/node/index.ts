export { openness } from "../openness.ts";
export { page } from "../page.ts";
export { asString } from "./as-string.ts";
export {
  gateOpenness,
  gradientNorms,
  lengthSweep,
  measureByAxis,
  parallelCoordinates,
  trainingCurves,
} from "./strings.ts";
