import { expect, test } from "vitest";
import { meets, type Row } from "./row.ts";
import { markdownTable } from "./table.ts";

const row: Row = { work: "step", subject: "Tenet", threads: 2, rounds: [10, 11, 12], unit: "ms" };

test("a row without a comparison leaves its columns empty", () => {
  expect(linesOf([row])[2]).toEqual(["step", "Tenet", "2", "11 ms", "18 %", "", "", "", ""]);
});

test("a comparison shows its median, its range, and whether the median meets the bar", () => {
  const comparison = { against: "PyTorch", ratios: [1.5, 0.9, 1.1], as: "times", bar: { least: 1 } } as const;
  expect(linesOf([{ ...row, comparison }])[2]?.slice(5)).toEqual([
    "PyTorch",
    "1.1x (0.9x to 1.5x)",
    "at least 1x",
    "yes",
  ]);
  const missed = { ...comparison, bar: { least: 1.2 } };
  expect(linesOf([{ ...row, comparison: missed }])[2]?.at(-1)).toBe("no");
});

test("shares are written in percent, and bars of two sides as a range", () => {
  const comparison = {
    against: "peak",
    ratios: [0.8],
    as: "percent",
    bar: { least: 0.75, most: 1 },
  } as const;
  expect(linesOf([{ ...row, comparison }])[2]?.slice(6)).toEqual([
    "80 % (80 % to 80 %)",
    "75 % to 100 %",
    "yes",
  ]);
});

test("figures keep three digits, and whole thousands all of theirs", () => {
  expect(linesOf([{ ...row, rounds: [0.012345] }])[2]?.[3]).toBe("0.0123 ms");
  expect(linesOf([{ ...row, rounds: [12345.6] }])[2]?.[3]).toBe("12346 ms");
});

test("all lines of a table are as long as each other", () => {
  const lines = markdownTable([row, { ...row, subject: "tfjs-layers with our kernels" }]).split("\n");
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});

test("a ratio on the bar meets it", () => {
  expect(meets(20, { least: 20 })).toBe(true);
  expect(meets(19.9, { least: 20 })).toBe(false);
  expect(meets(1.2, { most: 1.1 })).toBe(false);
});

function linesOf(rows: readonly Row[]): string[][] {
  return markdownTable(rows)
    .split("\n")
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}
