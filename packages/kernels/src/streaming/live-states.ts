import { phrase, problem } from "@tenetjs/core/internals";

/** The states of a stream that have not been released. */
export type LiveStates<State> = {
  /** `state`, after adding it. */
  add(state: State): State;
  /** @throws {TypeError} if `state` has been released. */
  check(state: State): void;
  /** Frees `state`, unless it has already been released. */
  release(state: State): void;
};

/** An empty set of live states. `free` frees one state, and `finish` what all share, when the last state is released. */
export function liveStates<State>(free: (state: State) => void, finish: () => void): LiveStates<State> {
  const live = new Set<State>();
  return {
    add(state) {
      live.add(state);
      return state;
    },
    check(state) {
      if (live.has(state)) return;
      throw new TypeError(problem("TokenStream", "a live state", phrase("a released one")));
    },
    release(state) {
      if (!live.delete(state)) return;
      free(state);
      if (live.size === 0) finish();
    },
  };
}
