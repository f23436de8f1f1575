import type { Results } from "../results/results.ts";
import { cardSection, softwareNote } from "./card-section.ts";
import { caseSections } from "./case-sections.ts";
import { environmentSection } from "./environment-section.ts";
import { missingSections } from "./missing-sections.ts";
import type { Report } from "./report.ts";
import { rooflineSection } from "./roofline-section.ts";
import { scalingSection } from "./scaling-section.ts";

/** All that there is to say about one run of the suite. */
export function reportOf(results: Results): Report {
  return {
    title: "Benchmarks of recurrent networks",
    notes: [headline(results), ...softwareNote(results), ...howToRead(results)],
    sections: [
      ...caseSections(results),
      ...scalingSection(results),
      ...rooflineSection(results),
      ...cardSection(results),
      ...missingSections(results),
      environmentSection(results),
    ],
  };
}

function headline({ host, environment }: Results): string {
  const { date, processor, threads, runtime } = environment;
  const where = host === "browser" ? "in a page of" : "on";
  return `Measured ${where} ${runtime}, ${processor}, which runs ${threads} threads at once, on ${date.slice(0, 10)}.`;
}

function howToRead({ mode, noise }: Results): string[] {
  return [
    "Subjects work in turns. A ratio says how many times as fast a subject is as the case's reference, round by round in this one run; " +
      "in brackets stands the range that it is known to, the middle 95 % of bootstrapped medians. Ratios of different runs can be " +
      "compared, times cannot.",
    "Before anything is timed, all subjects have to give the same loss from the same weights. Those that do another task are marked.",
    ...(mode === "quick" ? ["This is a quick run: few rounds and few cases. A full one says more."] : []),
    ...(noise === undefined ? [] : [noise]),
  ];
}
