import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventFilesIn } from "./event-file-names.ts";
import { forgetEventsAfter, newEventFile } from "./event-files.ts";
import { histogramOf } from "./histogram.ts";
import { readEvents, valuesOf } from "./read-events.test.support.ts";
import { framed, recordsIn } from "./records.ts";
import { scalar, verbatim } from "./summary-values.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenet-events-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("records", () => {
  test("have the checksums of TensorFlow: its files begin with these bytes", () => {
    const header = Array.from(framed(new Uint8Array(24)).subarray(0, 12));
    expect(header).toEqual([24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22]);
  });

  test("are read up to the first that is incomplete or damaged", () => {
    const data = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(4)];
    const file = Buffer.concat(data.map(framed));
    const read = (bytes: Uint8Array) => Array.from(recordsIn(bytes), ({ data }) => Array.from(data));
    expect(read(file)).toEqual([[1, 2, 3], [], [4]]);
    expect(read(file.subarray(0, -1))).toEqual([[1, 2, 3], []]);
    for (let at = 19; at < 35; at += 1) {
      const damaged = Uint8Array.from(file);
      damaged[at] = (damaged[at] as number) ^ 1;
      expect(read(damaged)).toEqual([[1, 2, 3]]);
    }
  });
});

describe("a history", () => {
  const steps = () => valuesOf(readEvents(directory), "loss").map(({ step }) => step);
  const write = (from: number, to: number) => {
    const file = newEventFile(directory, from);
    for (let step = from + 1; step <= to; step += 1) file.add(step, [scalar("loss", step)]);
  };

  test("goes on in a new file after what a kill left is cut off, without a step twice", () => {
    write(0, 6);
    appendFileSync(join(directory, eventFilesIn(directory)[0] as string), Uint8Array.of(9, 9));
    forgetEventsAfter(directory, 4);
    expect(steps()).toEqual([1, 2, 3, 4]);
    write(4, 8);
    forgetEventsAfter(directory, 3);
    write(3, 5);
    expect(steps()).toEqual([1, 2, 3, 4, 5]);
    expect(eventFilesIn(directory)).toHaveLength(3);
    const restarts = readEvents(directory).filter(({ sessionLog }) => sessionLog !== undefined);
    expect(restarts.map(({ step, sessionLog }) => [step, sessionLog?.status])).toEqual([[4, 1]]);
  });

  test("that lost the middle of a record keeps what is before it", () => {
    write(0, 3);
    const path = join(directory, eventFilesIn(directory)[0] as string);
    truncateSync(path, readFileSync(path).length - 5);
    forgetEventsAfter(directory, 10);
    expect(steps()).toEqual([1, 2]);
  });

  test("a clock that was set back does not reorder the files", () => {
    newEventFile(directory, 0, { now: () => 2_000_000_000 });
    newEventFile(directory, 5, { now: () => 1_900_000_000 });
    expect(eventFilesIn(directory)).toEqual([
      "events.out.tfevents.2000000000.tenet.0000",
      "events.out.tfevents.2000000000.tenet.0001",
    ]);
  });
});

test("a histogram counts each value once, in buckets that rise from the least to the most", () => {
  const float = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(float, { minLength: 1, maxLength: 50 }), (values) => {
      const found = histogramOf(values);
      if (found === undefined) throw new Error("no histogram");
      const { least, most, count, limits, counts } = found;
      expect([least + 0, most + 0, count]).toEqual([
        Math.min(...values) + 0,
        Math.max(...values) + 0,
        values.length,
      ]);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(values.length);
      expect(limits).toHaveLength(counts.length);
      for (const [index, limit] of limits.entries())
        expect(limit).toBeGreaterThanOrEqual(limits[index - 1] ?? least);
      expect(limits.at(-1)).toBeGreaterThanOrEqual(most);
    }),
    { numRuns: 200 },
  );
  expect(histogramOf([Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
});

test("a text stays as it is, whatever fences it has, with control characters shown", () => {
  const { tensor } = verbatim("samples", "a\u001b[1m ```` b");
  expect(tensor?.strings).toEqual(["`````\na␛[1m ```` b\n`````"]);
});
