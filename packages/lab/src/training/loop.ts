import { breather } from "@tenetjs/core/internals";

/** A loop that a reader starts, stops, and steps. */
export type Loop = {
  play(): void;
  pause(): void;
  /** Runs once, and pauses. */
  step(): void;
  /** At most so many steps a second; 0 is as many as possible. */
  limit(stepsPerSecond: number): void;
  /** Ends the loop after the step that runs now. */
  end(): Promise<void>;
};

/**
 * A loop that calls `work` again and again once it plays, one call at a time. Between two calls it lets messages in, so that a pause takes effect after
 * the current one. An error of `work` pauses it and goes to `fail`, before the loop looks whether it is to play again.
 */
export function loop(work: () => Promise<void>, fail: (error: unknown) => void | Promise<void>): Loop {
  let playing = false;
  let steps = 0;
  let ended = false;
  let interval = 0;
  let wake = () => {};
  const turn = breather(0);
  const running = (async () => {
    while (!ended) {
      if (!playing && steps === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const start = performance.now();
      steps = Math.max(0, steps - 1);
      try {
        await work();
      } catch (error) {
        playing = false;
        steps = 0;
        await fail(error);
      }
      const rest = interval - (performance.now() - start);
      await (rest > 1 ? new Promise((resolve) => setTimeout(resolve, rest)) : turn());
    }
  })();
  return {
    play() {
      playing = true;
      wake();
    },
    pause() {
      playing = false;
    },
    step() {
      playing = false;
      steps += 1;
      wake();
    },
    limit(stepsPerSecond) {
      interval = stepsPerSecond > 0 ? 1000 / stepsPerSecond : 0;
    },
    end() {
      ended = true;
      wake();
      return running;
    },
  };
}
