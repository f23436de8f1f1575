import { once } from "node:events";
import { type PageServerOptions, servePage } from "@tenetjs/bench/node";
import { interruption } from "../run/interruption.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Serves the page of the benchmarks until Ctrl-C, and prints its address. */
export async function serveBench(terminal: Terminal, options: PageServerOptions): Promise<void> {
  const server = await servePage(options);
  const interrupt = interruption(terminal, "");
  try {
    terminal.out(server.address);
    if (terminal.live)
      terminal.error("Open this address in a browser on this machine. Press Ctrl-C to stop.");
    await once(interrupt.signal, "abort");
  } finally {
    interrupt.end();
    server.close();
  }
}
