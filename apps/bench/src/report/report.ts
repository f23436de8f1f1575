import type { RatioIntervalsOptions } from "../figures/ratio-intervals.ts";
import type { RooflineOptions } from "../figures/roofline.ts";
import type { ScalingCurvesOptions } from "../figures/scaling-curves.ts";
import type { StepTimelinesOptions } from "../figures/step-timelines.ts";

/** A report as plain data, from which the page and the Markdown file are made. */
export type Report = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly sections: readonly ReportSection[];
};

export type ReportSection = {
  readonly heading: string;
  readonly notes?: readonly string[];
  readonly figures?: readonly ReportFigure[];
  readonly tables?: readonly ReportTable[];
};

/** A figure that is not drawn yet. */
export type ReportFigure =
  | { readonly kind: "ratios"; readonly options: RatioIntervalsOptions }
  | { readonly kind: "scaling"; readonly options: ScalingCurvesOptions }
  | { readonly kind: "roofline"; readonly options: RooflineOptions }
  | { readonly kind: "timelines"; readonly options: StepTimelinesOptions };

export type ReportTable = {
  readonly caption?: string;
  /** A sentence under the caption. */
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, counted from 0. */
  readonly numericColumns?: readonly number[];
};
