import { expect, test } from "vitest";
import { fakeSubject } from "../run/fake-subject.test.fixture.ts";
import { sampleResults } from "../testing/sample-results.ts";
import type { CaseResult, Measured } from "./results.ts";
import { shareOf, withShares } from "./with-shares.ts";

test("a share is the work done over what the machine could do in the same time", () => {
  expect(shareOf({ flops: 2e9, bytes: 1e9 }, 100, { peak: 100, bandwidth: 20 })).toEqual({
    peak: 0.2,
    bandwidth: 0.5,
  });
});

test("each subject has its share of the limit of its own form, and a native program of the fastest", () => {
  const [one] = sampleResults().cases as [CaseResult];
  const [first] = one.subjects.filter(({ status }) => status === "measured");
  const { share: _, ...measured } = first as Measured & CaseResult["subjects"][number];
  const forms = ["strict", "relaxed, revectorized", undefined];
  const subjects = forms.map((form, index) => ({
    ...measured,
    ...{ id: `subject-${index}`, threads: 1 },
    ...(form === undefined ? {} : { form }),
  }));
  const work = { flops: 1e9, bytes: 1e6 };
  const shared = withShares(
    {
      result: { ...one, work, subjects },
      milliseconds: new Map(subjects.map(({ id }) => [id, 100])),
      subjects: subjects.map(({ id }) => fakeSubject(id)),
    },
    { peak: { "1 strict": 20, "1 relaxed, revectorized": 40 }, bandwidth: { 1: 8 } },
  );
  expect(shared.subjects.map((subject) => subject.status === "measured" && subject.share?.peak)).toEqual([
    0.5, 0.25, 0.25,
  ]);
});
