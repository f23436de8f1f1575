import { page } from "@tenetjs/figures";
import type { Results } from "../results/results.ts";
import type { ReportFigure } from "./report.ts";
import { reportOf } from "./report-of.ts";

/** A function for each kind of figure that draws it as SVG markup. */
export type Draw = {
  readonly [Kind in ReportFigure["kind"]]: (
    options: Extract<ReportFigure, { kind: Kind }>["options"],
  ) => string;
};

/** The report of a run as a self-contained HTML page: see `page` of `@tenetjs/figures`. */
export function reportPage(results: Results, draw: Draw): string {
  const { title, notes, sections } = reportOf(results);
  return page({
    title,
    notes,
    figures: [],
    sections: sections.map(({ figures = [], ...section }) => ({
      ...section,
      figures: figures.map((figure) => markup(figure, draw)),
    })),
  });
}

function markup({ kind, options }: ReportFigure, draw: Draw): string {
  switch (kind) {
    case "ratios":
      return draw.ratios(options);
    case "scaling":
      return draw.scaling(options);
    case "roofline":
      return draw.roofline(options);
    case "timelines":
      return draw.timelines(options);
  }
}
