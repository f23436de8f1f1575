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
  let latest: string | undefined;
  const load = async () => {
    const { createLogUpdate } = await import("log-update");
    update = createLogUpdate(stream);
    if (latest !== undefined) update(latest);
  };
  return {
    show: (text) => {
      const isFirst = latest === undefined && update === undefined;
      latest = text;
      if (isFirst) void load();
      else update?.(text);
    },
    clear: () => update?.clear(),
    leave: () => {
      latest = undefined;
      update?.done();
    },
  };
}

type Update = { (text: string): void; clear(): void; done(): void };
