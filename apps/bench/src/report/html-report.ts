import { asString } from "@tenetjs/figures/node";
import { ratioIntervals } from "../figures/ratio-intervals.ts";
import { roofline } from "../figures/roofline.ts";
import { scalingCurves } from "../figures/scaling-curves.ts";
import { stepTimelines } from "../figures/step-timelines.ts";
import type { Results } from "../results/results.ts";
import { reportPage } from "./report-page.ts";

/** The report of a run as a self-contained HTML page: see `page` of `@tenetjs/figures`. */
export function htmlReport(results: Results): string {
  return reportPage(results, {
    ratios: asString(ratioIntervals),
    scaling: asString(scalingCurves),
    roofline: asString(roofline),
    timelines: asString(stepTimelines),
  });
}
