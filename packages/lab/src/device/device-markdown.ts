import type { DevicePlace } from "./device-facts.ts";
import { type DeviceRecord, measurementOf } from "./device-record.ts";
import { characters, difference } from "./device-sentences.ts";
import { textBatch } from "./text-batch.ts";

/** What stands around the table: what was measured, and on what. */
export type DeviceAbout = {
  readonly userAgent: string;
  readonly threads: number;
  readonly isolated: boolean;
};

/** The record as Markdown, to be copied into an issue. */
export function deviceMarkdown(record: DeviceRecord, about: DeviceAbout): string {
  const { userAgent, threads, isolated } = about;
  const { places, sizes, seconds } = record;
  const head = ["backend", "device", "fused − composed", ...sizes.map((size) => `${size} units`)];
  const rows = places.map((place) => [
    place.title,
    place.device || "–",
    place.missing ?? record.failures.get(place.id) ?? checkCell(record, place),
    ...sizes.map((size) => {
      const measured = record.measured.get(measurementOf(place, size));
      return measured === undefined ? "–" : characters(measured.charactersPerSecond);
    }),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [
    `Characters a second in training: an LSTM that predicts the next character, ${textBatch.batch} windows of ${textBatch.time} characters, Adam, ${seconds} s each.`,
    "",
    line(head),
    line(head.map((_, index) => (index < 3 ? "---" : "--:"))),
    ...rows.map(line),
    "",
    `${threads} hardware threads, ${isolated ? "" : "not "}cross-origin isolated. ${userAgent}`,
  ].join("\n");
}

function checkCell({ checks }: DeviceRecord, place: DevicePlace): string {
  if (place.backend === "cpu") return "no fused kernels";
  const found = checks.get(place.id);
  return found === undefined ? "–" : difference(Math.max(...found.map((one) => one.difference)));
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
