import { captioned, type Figure } from "../figure/captioned.ts";
import { drawLines, type Point } from "../figure/line-chart.ts";
import { powerOfTen } from "../figure/power-of-ten.ts";
import type { MemoryRecord } from "./memory-record.ts";
import { averageSentence } from "./memory-sentences.ts";
import { contextLength } from "./memory-texts.ts";

/** The average influence against distance, on a logarithmic scale, with its interval. */
export function averageFigure(): Figure<MemoryRecord> {
  return captioned(
    "average",
    "How much a character moves what comes so many characters later, on average (nats)",
    (target, { lanes }, width) => {
      const lines = lanes.map(({ name, look, memory }) => {
        const influence = memory?.influence ?? [];
        const at = (index: number, value: number): Point => [index + 1, Math.log10(Math.max(value, 1e-9))];
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
        x: { max: contextLength, label: "back" },
        y: { domain: [-4, 1], ticks: [-4, -3, -2, -1, 0, 1], format: (power) => (power === 0 ? "1" : powerOfTen(power)) },
      });
    },
    averageSentence,
  );
}
