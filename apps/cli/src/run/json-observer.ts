import type { Terminal } from "../terminal/terminal.ts";
import type { Observer } from "./run-event.ts";

/** An observer that writes each event as a line of JSON to standard output. */
export function jsonObserver(terminal: Terminal): Observer {
  return (event) => terminal.out(JSON.stringify(event));
}
