import { groupBy } from "./group-by.ts";

/** What a thread does in a training step; "waiting" is for the shards of other threads. */
export const timelineWork = [
  "forward",
  "backward",
  "products",
  "loss",
  "update",
  "other",
  "waiting",
] as const;

export type TimelineWork = (typeof timelineWork)[number];

/** The words of each kind of work. */
export const timelineWords: Readonly<Record<TimelineWork, string>> = {
  forward: "layers, forward",
  backward: "layers, backward",
  products: "head",
  loss: "loss",
  update: "clipping and update",
  other: "other kernels",
  waiting: "waits for other threads",
};

/** What each thread did when in one training step. Thread 0 is the main one; what it does between its spans is JavaScript. */
export type Timeline = {
  /** Milliseconds from the start of the step to its end. */
  readonly duration: number;
  readonly spans: readonly TimelineSpan[];
};

/** Milliseconds from the start of the step. */
export type TimelineSpan = {
  readonly thread: number;
  readonly work: TimelineWork;
  readonly from: number;
  readonly to: number;
};

/** The time of something, by one clock for all threads, in milliseconds. */
export type Period = { readonly began: number; readonly ended: number };

/** What was recorded of a step: the kernels that the main thread called, one after another, and the shards of their programs. */
export type Recorded = Period & {
  readonly kernels: readonly (Period & { readonly work: TimelineWork })[];
  readonly shards: readonly (Period & { readonly program: number; readonly thread: number })[];
};

/** The timeline of a recorded step. Spans of the same work that follow each other within 5 µs are one. */
export function timelineOf({ began, ended, kernels, shards }: Recorded): Timeline {
  const spans = kernels.flatMap((kernel) => {
    const { work } = kernel;
    const own = shards.filter((shard) => shard.began >= kernel.began && shard.began < kernel.ended);
    const parallel = own.map(({ thread, began, ended }) => ({ thread, work, from: began, to: ended }));
    const waits = groupBy(own, ({ program }) => String(program)).map(([, ofProgram]) => waitOf(ofProgram));
    const known = [...parallel.filter(({ thread }) => thread === 0), ...waits];
    return [...parallel, ...waits, ...between(known, kernel)];
  });
  const relative = spans.map((span) => ({
    ...span,
    from: microseconds(span.from - began),
    to: microseconds(span.to - began),
  }));
  return { duration: microseconds(ended - began), spans: joined(relative) };
}

type Shard = Recorded["shards"][number];

/** From the main thread's last shard of a program to the end of the program. */
function waitOf(shards: readonly Shard[]): TimelineSpan {
  const own = shards.filter(({ thread }) => thread === 0);
  const from =
    own.length === 0
      ? Math.min(...shards.map(({ began }) => began))
      : Math.max(...own.map(({ ended }) => ended));
  return { thread: 0, work: "waiting", from, to: Math.max(...shards.map(({ ended }) => ended)) };
}

/** What the main thread does in a kernel outside the given spans. */
function between(
  spans: readonly TimelineSpan[],
  { work, began, ended }: Recorded["kernels"][number],
): TimelineSpan[] {
  const gaps: TimelineSpan[] = [];
  let from = began;
  for (const span of spans.toSorted((left, right) => left.from - right.from)) {
    if (span.from > from) gaps.push({ thread: 0, work, from, to: span.from });
    from = Math.max(from, span.to);
  }
  if (ended > from) gaps.push({ thread: 0, work, from, to: ended });
  return gaps;
}

function joined(spans: readonly TimelineSpan[]): TimelineSpan[] {
  const all: TimelineSpan[] = [];
  for (const span of spans.toSorted((left, right) => left.thread - right.thread || left.from - right.from)) {
    const last = all.at(-1);
    if (last?.thread === span.thread && last.work === span.work && span.from - last.to < 0.005)
      all[all.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else if (span.to > span.from) all.push(span);
  }
  return all;
}

function microseconds(milliseconds: number): number {
  return Math.max(0, Math.round(1000 * milliseconds) / 1000);
}
