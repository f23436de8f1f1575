import { listed, rounded } from "../figure/words.ts";
import { checkedCells } from "./checked-cells.ts";
import {
  checkedPlaces,
  type DeviceRecord,
  measurementOf,
  runningPlaces,
  tolerance,
  worstOf,
} from "./device-record.ts";

/** A difference in two digits: "3.1e-7", or "0". */
export function difference(value: number): string {
  return value === 0 ? "0" : value.toExponential(1);
}

/** What the check has found: "The fast kernels of 5 cells agree with plain operations on WASM, 1 thread: they differ by at most 3.1e-7." */
export function checkSentence(record: DeviceRecord): string {
  const worst = worstOf(record);
  if (worst === undefined) return "Nothing has been checked yet.";
  const titles = checkedPlaces(record).flatMap(({ id, title }) => (record.checks.has(id) ? [title] : []));
  const where = `of ${checkedCells.length} cells`;
  const agree = worst <= tolerance ? "agree with" : "do not agree with";
  return `The fast kernels ${where} ${agree} plain operations on ${listed(titles)}: values and gradients differ by at most ${difference(worst)} of the largest.`;
}

/** What was measured: "128 units train fastest on WASM, 4 threads: 120,000 characters a second, 9.1 times as many as on Plain JavaScript." */
export function measureSentence(record: DeviceRecord): string {
  const clauses = record.sizes.flatMap((size) => {
    const found = runningPlaces(record)
      .flatMap((place) => {
        const measured = record.measured.get(measurementOf(place, size));
        return measured === undefined ? [] : [{ place, rate: measured.charactersPerSecond }];
      })
      .toSorted((a, b) => b.rate - a.rate);
    const [fastest] = found;
    const slowest = found.at(-1);
    if (fastest === undefined || slowest === undefined) return [];
    const rate = `${characters(fastest.rate)} characters a second`;
    const times =
      slowest === fastest
        ? ""
        : `, ${rounded(fastest.rate / slowest.rate)} times as many as on ${slowest.place.title}`;
    return [`${size} units train fastest on ${fastest.place.title}: ${rate}${times}`];
  });
  const text = clauses.join("; ");
  return text === "" ? "Nothing has been measured yet." : `${text}.`;
}

/** A rate in three digits: "12,300". */
export function characters(rate: number): string {
  return Number(rate.toPrecision(3)).toLocaleString("en");
}
