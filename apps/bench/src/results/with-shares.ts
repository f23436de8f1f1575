import { isOnGpu, type Subject } from "../subjects/subject.ts";
import type { CaseResult, MachineLimits, Measured } from "./results.ts";
import { type Roof, roofOf } from "./roof-of.ts";

/** What a case's steps took, in milliseconds by subject, and the subjects. */
export type Taken = {
  readonly result: CaseResult;
  readonly milliseconds: ReadonlyMap<string, number>;
  readonly subjects: readonly Subject[];
};

/** The result with the fraction that each subject reached of the limits of what it computed on. */
export function withShares({ result, milliseconds, subjects }: Taken, limits: MachineLimits): CaseResult {
  const { work } = result;
  if (work === undefined) return result;
  const withShare = result.subjects.map((subject) => {
    const took = milliseconds.get(subject.id);
    if (subject.status !== "measured" || took === undefined) return subject;
    const options = subjects.find(({ id }) => id === subject.id)?.options;
    // The processor's limits do not apply to a GPU, even if the subject does not name it.
    if (options !== undefined && subject.gpu === undefined && isOnGpu(options)) return subject;
    const roof = roofOf(subject, limits);
    return roof === undefined ? subject : { ...subject, share: shareOf(work, took, roof) };
  });
  return { ...result, subjects: withShare };
}

/** The shares of the peak and of the bandwidth that a call of `milliseconds` reaches. */
export function shareOf(
  { flops, bytes }: NonNullable<CaseResult["work"]>,
  milliseconds: number,
  { peak, bandwidth }: Roof,
): NonNullable<Measured["share"]> {
  const perSecond = (amount: number) => amount / milliseconds / 1e6;
  return { peak: perSecond(flops) / peak, bandwidth: perSecond(bytes) / bandwidth };
}
