import type { Terminal } from "../terminal/terminal.ts";
import type { Observer } from "./run-event.ts";

/** Writes each event as a line of JSON on standard output, and nothing else there. */
export function jsonObserver(terminal: Terminal): Observer {
  return (event) => terminal.out(JSON.stringify(event));
}
