import type { WriteStream } from "node:tty";

/** Lines at the bottom of a terminal that are rewritten as work goes on. */
export type StatusLines = {
  show(text: string): void;
  /** Removes the lines until they are shown again. */
  clear(): void;
  /** Leaves the lines where they are. */
  leave(): void;
};

/** Status lines on `stream`. The library that rewrites them is loaded when the first ones are shown. */
export function statusLines(stream: WriteStream): StatusLines {
  let update: Update | undefined;
  let isLoading = false;
  /** What is to be shown once the library is there. */
  let waiting: string | undefined;
  const load = async () => {
    const { createLogUpdate } = await import("log-update");
    update = createLogUpdate(stream);
    if (waiting !== undefined) update(waiting);
  };
  return {
    show: (text) => {
      if (update !== undefined) return update(text);
      waiting = text;
      if (!isLoading) void load();
      isLoading = true;
    },
    clear: () => {
      // Other text comes now. Lines that appeared in the midst of it would be taken for its end, and erase it.
      waiting = undefined;
      update?.clear();
    },
    leave: () => {
      waiting = undefined;
      update?.done();
    },
  };
}

type Update = { (text: string): void; clear(): void; done(): void };
