import type { RunEvent } from "../../run/run-event.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** A terminal for a training with `--json`: each line of its standard output is an event, and everything for people goes to `note`. */
export function eventTerminal({
  event,
  note,
}: {
  readonly event: (event: RunEvent) => void;
  readonly note: (line: string) => void;
}): Terminal {
  const terminal: Terminal = {
    out: (line) => event(JSON.parse(line)),
    error: note,
    write: () => {},
    paint: () => {},
    visible: (text) => text,
    raw: () => terminal,
    status: () => {},
    settle: () => {},
    onUnread: () => () => {},
    live: false,
    colours: false,
  };
  return terminal;
}
