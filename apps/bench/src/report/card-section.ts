import type { Results } from "../results/results.ts";
import { groupBy } from "./group-by.ts";
import { measuredSubjects } from "./measured-subjects.ts";
import type { ReportSection } from "./report.ts";
import { numberText } from "./wording.ts";

/** Which graphics cards subjects say that they computed on, and what the one of WebGPU can do at most; nothing where none did. */
export function cardSection({ cases, machine }: Results): ReportSection[] {
  const computed = cases
    .flatMap(measuredSubjects)
    .flatMap(({ title, card }) => (card === undefined ? [] : [{ title, card }]));
  if (computed.length === 0) return [];
  const gpu = machine?.gpu;
  const cards = groupBy(computed, ({ card }) => JSON.stringify([card.name, card.driver, card.software]));
  return [
    {
      heading: "Graphics card",
      notes: [
        gpu === undefined
          ? "What the card can do at most could not be measured."
          : `At most, by kernels of ours in this run: ${numberText(gpu.peak)} GFLOP/s in products of large squares, and ` +
            `${numberText(gpu.bandwidth)} GB/s read and written by a large copy.`,
      ],
      tables: [
        {
          columns: ["card", "driver", "is", "subjects"],
          rows: cards.map(([, group]) => {
            const [{ card }] = group;
            const titles = Array.from(new Set(group.map(({ title }) => title)));
            const kind = card.software ? "a program on the processor" : "a graphics card";
            return [card.name, card.driver ?? "", kind, titles.join("; ")];
          }),
        },
      ],
    },
  ];
}

/** That figures of a graphics card are none of a card, where a program on the processor played it. */
export function softwareNote({ environment, cases }: Results): string[] {
  const cards = [environment.adapter, ...cases.flatMap(measuredSubjects).map(({ card }) => card)];
  const played = cards.find((card) => card?.software);
  if (played === undefined) return [];
  return [
    `The graphics card was a program on the processor (${played.name}): its figures say that things run, and nothing of any card.`,
  ];
}
