/** Where slow motion stands: at a moment of a step of the sequence, with a fraction of the next moment done. */
export type Position = { readonly step: number; readonly moment: number; readonly fraction: number };

export type StepMotion = {
  readonly position: () => Position;
  readonly isPlaying: () => boolean;
  play(): void;
  pause(): void;
  /** Goes to the next moment. */
  next(): void;
  /** Goes to the end of a step, with all its numbers. */
  goTo(step: number): void;
  /** Starts at the first step, in a sequence of so many steps, each of so many moments. */
  begin(steps: number, moments: number): void;
};

export type StepMotionOptions = {
  /** Draws the position. */
  moved(): void;
  /** A step begins. */
  entered(): void;
  readonly signal: AbortSignal;
};

/** The time that a moment takes, in milliseconds. */
const duration = 700;

/** Slow motion through the steps of a sequence and the moments of each, again and again. Where the reader asks for little motion, it goes from moment to moment. */
export function stepMotion({ moved, entered, signal }: StepMotionOptions): StepMotion {
  let [steps, moments] = [1, 1];
  let [step, moment, fraction] = [0, 0, 0];
  let playing = false;
  let asked = 0;
  let last = 0;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  signal.addEventListener("abort", () => cancelAnimationFrame(asked), { once: true });

  const advance = () => {
    fraction = 0;
    moment += 1;
    if (moment < moments) return;
    moment = 0;
    step = (step + 1) % steps;
    entered();
  };
  const frame = (now: number) => {
    if (!playing || signal.aborted) return;
    fraction += Math.min(100, now - last) / duration;
    last = now;
    const isWhole = fraction >= 1;
    if (isWhole) advance();
    if (isWhole || !isStill.matches) moved();
    asked = requestAnimationFrame(frame);
  };

  return {
    position: () => ({ step, moment, fraction: isStill.matches || !playing ? 1 : fraction }),
    isPlaying: () => playing,
    play() {
      if (playing) return;
      playing = true;
      last = performance.now();
      asked = requestAnimationFrame(frame);
      moved();
    },
    pause() {
      playing = false;
      cancelAnimationFrame(asked);
      moved();
    },
    next() {
      playing = false;
      advance();
      moved();
    },
    goTo(next) {
      playing = false;
      step = Math.min(next, steps - 1);
      moment = moments - 1;
      entered();
      moved();
    },
    begin(nextSteps, nextMoments) {
      [steps, moments] = [nextSteps, nextMoments];
      [step, moment, fraction] = [0, 0, 0];
      moved();
    },
  };
}
