import * as Plot from "@observablehq/plot";

/** A line at the level of chance, labelled in the margin, where no curve can cover the label. */
export function chanceMarks(chance: number): Plot.Markish[] {
  return [
    Plot.ruleY([chance], { strokeOpacity: 0.7, strokeDasharray: "1 3", ariaLabel: () => "chance" }),
    Plot.text([`chance\n${chance.toPrecision(2)}`], {
      y: () => chance,
      frameAnchor: "right",
      facetAnchor: "right",
      textAnchor: "start",
      dx: 8,
      fillOpacity: 0.75,
    }),
  ];
}
