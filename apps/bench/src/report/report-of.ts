import type { Results } from "../results/results.ts";
import { caseSections } from "./case-sections.ts";
import { environmentSection } from "./environment-section.ts";
import { gpuSection, softwareNote } from "./gpu-section.ts";
import { missingSections } from "./missing-sections.ts";
import type { Report } from "./report.ts";
import { rooflineSection } from "./roofline-section.ts";
import { scalingSection } from "./scaling-section.ts";
import { timelineSection } from "./timeline-section.ts";

/** The report of one run, as plain data. */
export function reportOf(results: Results): Report {
  return {
    title: "Benchmarks of recurrent networks",
    notes: [headline(results), ...softwareNote(results), ...howToRead(results)],
    sections: [
      ...caseSections(results),
      ...scalingSection(results),
      ...timelineSection(results),
      ...rooflineSection(results),
      ...gpuSection(results),
      ...missingSections(results),
      environmentSection(results),
    ],
  };
}

function headline({ host, environment }: Results): string {
  const { date, processor, threads, runtime } = environment;
  const where = host === "browser" ? "in a page of" : "on";
  return `Measured ${where} ${runtime}, ${processor}, ${threads} hardware threads, on ${date.slice(0, 10)}.`;
}

function howToRead({ mode, noise }: Results): string[] {
  return [
    "Measurements are interleaved. A ratio says how many times as fast a subject is as the case's reference, computed round by round " +
      "within this run. In brackets: 95 % bootstrap intervals of the median. Ratios of different runs can be compared, times cannot.",
    "Before anything is timed, all subjects have to compute the same loss from the same weights. Those that do a different task are marked.",
    ...(mode === "quick"
      ? ["This is a quick run with few rounds and cases. A full run is more precise."]
      : []),
    ...(noise === undefined ? [] : [noise]),
  ];
}
