import { page, ratioIntervals, roofline, scalingCurves } from "@tenetjs/figures/node";
import type { Results } from "../results/results.ts";
import { type ReportFigure, reportOf } from "./report.ts";

/** The report of a run as one HTML page that holds all it needs: see `page` of `@tenetjs/figures`. */
export function htmlReport(results: Results): string {
  const { title, notes, sections } = reportOf(results);
  return page({
    title,
    notes,
    figures: [],
    sections: sections.map(({ figures = [], ...section }) => ({ ...section, figures: figures.map(draw) })),
  });
}

function draw({ kind, options }: ReportFigure): string {
  switch (kind) {
    case "ratios":
      return ratioIntervals(options);
    case "scaling":
      return scalingCurves(options);
    case "roofline":
      return roofline(options);
  }
}
