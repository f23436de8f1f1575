import { captioned, type Figure } from "../figure/captioned.ts";
import { drawLines, type Point } from "../figure/line-chart.ts";
import { powerOfTen } from "../figure/power-of-ten.ts";
import type { MemoryRecord } from "./memory-record.ts";
import { averageSentence } from "./memory-sentences.ts";
import { contextLength } from "./memory-texts.ts";

/** The power of ten at the foot of the figure. */
const lowest = -4;

/** The average influence against distance, on a logarithmic scale, with its interval. */
export function averageFigure(): Figure<MemoryRecord> {
  return captioned(
    "average",
    "How much a character moves what comes so many characters later, on average (nats)",
    (target, { lanes }, width) => {
      const lines = lanes.map(({ name, look, memory }) => {
        const all = memory?.influence ?? [];
        // A line ends where it leaves the figure.
        const end = all.findIndex(({ mean }) => mean < 10 ** lowest);
        const influence = end < 0 ? all : all.slice(0, end);
        const at = (index: number, value: number): Point => [
          index + 1,
          Math.log10(Math.max(value, 10 ** lowest)),
        ];
        return {
          name,
          look,
          points: influence.map(({ mean }, index) => at(index, mean)),
          band: [
            influence.map(({ low }, index) => at(index, low)),
            influence.map(({ high }, index) => at(index, high)),
          ] as const,
        };
      });
      drawLines(target, lines, {
        width,
        height: 230,
        x: { max: contextLength, label: "characters back" },
        y: {
          domain: [lowest, 1],
          ticks: [-4, -3, -2, -1, 0, 1],
          format: (power) => (power === 0 ? "1" : powerOfTen(power)),
        },
      });
    },
    averageSentence,
  );
}
