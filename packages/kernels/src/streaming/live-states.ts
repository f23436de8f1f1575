import { phrase, problem } from "@tenetjs/core/internals";

/** The states of a stream that nobody has released. */
export type LiveStates<State> = {
  /** `state`, which is live from now on. */
  add(state: State): State;
  /** @throws {TypeError} when `state` is not live. */
  check(state: State): void;
  /** Frees `state`, unless that has been done. */
  release(state: State): void;
};

/** No states yet. One is freed by `free`; and when none is left, `finish` frees what they share. */
export function liveStates<State>(free: (state: State) => void, finish: () => void): LiveStates<State> {
  const live = new Set<State>();
  return {
    add(state) {
      live.add(state);
      return state;
    },
    check(state) {
      if (live.has(state)) return;
      throw new TypeError(problem("TokenStream", "a state that is not released", phrase("one that is")));
    },
    release(state) {
      if (!live.delete(state)) return;
      free(state);
      if (live.size === 0) finish();
    },
  };
}
