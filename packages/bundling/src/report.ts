/** What the pages report. */
export type Report = {
  readonly backend?: string;
  readonly threads?: number;
  readonly whyOneThread?: string;
  readonly losses?: readonly number[];
  readonly error?: string;
};
