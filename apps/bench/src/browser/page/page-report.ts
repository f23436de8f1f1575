import { ratioIntervals } from "../../figures/ratio-intervals.ts";
import { roofline } from "../../figures/roofline.ts";
import { scalingCurves } from "../../figures/scaling-curves.ts";
import { stepTimelines } from "../../figures/step-timelines.ts";
import { reportPage } from "../../report/report-page.ts";
import type { Results } from "../../results/results.ts";

/** As `htmlReport`, drawn with this page's document. */
export function pageReport(results: Results): string {
  return reportPage(results, {
    ratios: (options) => ratioIntervals(options).outerHTML,
    scaling: (options) => scalingCurves(options).outerHTML,
    roofline: (options) => roofline(options).outerHTML,
    timelines: (options) => stepTimelines(options).outerHTML,
  });
}
