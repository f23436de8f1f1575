import { describe, expect, test } from "vitest";
import { checkHistory, type HistoryEntry } from "./check-history.test.support.ts";

const entry = (event: string, token = "t1", job = "a"): HistoryEntry => ({
  event,
  job,
  token,
  worker: `of ${token}`,
});

describe("the check of a history", () => {
  test("finds nothing where a worker takes over and the first is refused", () => {
    const history = [
      entry("claim"),
      entry("save 3"),
      entry("claim", "t2"),
      entry("refused: late"),
      entry("save 6", "t2"),
      entry("commit", "t2"),
      entry("refused: done"),
    ];
    expect(checkHistory(history, ["a"])).toEqual({
      ...{ faults: [], commits: 1, claims: 2, takenOver: 1, wentOn: 1, refused: 2 },
    });
  });

  test.each<[fault: string, history: HistoryEntry[]]>([
    ["committed 0 times", [entry("claim")]],
    ["a change after the commit", [entry("claim"), entry("commit"), entry("commit")]],
    ["by one that does not hold it", [entry("claim"), entry("claim", "t2"), entry("commit")]],
    ["by one that does not hold it", [entry("claim"), entry("release"), entry("commit")]],
    ["after a later one", [entry("claim"), entry("save 6"), entry("save 3"), entry("commit")]],
    ["the holder was refused", [entry("claim"), entry("refused: late"), entry("commit")]],
    ["refused as done before it was", [entry("claim"), entry("refused: done"), entry("commit")]],
    ["no job of the batch", [entry("claim"), entry("commit"), entry("claim", "t3", "b")]],
  ])("finds %s", (fault, history) => {
    expect(checkHistory(history, ["a"]).faults.join("\n")).toContain(fault);
  });
});
