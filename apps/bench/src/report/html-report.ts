import { ratioIntervals, roofline, scalingCurves } from "@tenetjs/figures/node";
import type { Results } from "../results/results.ts";
import { reportPage } from "./report-page.ts";

/** The report of a run as one HTML page that holds all it needs: see `page` of `@tenetjs/figures`. */
export function htmlReport(results: Results): string {
  return reportPage(results, { ratios: ratioIntervals, scaling: scalingCurves, roofline });
}
