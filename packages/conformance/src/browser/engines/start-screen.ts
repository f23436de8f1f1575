import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { phrase, problem } from "@tenetjs/core/internals";

/** A virtual X screen: the value of DISPLAY for programs that draw on it. */
export type Screen = { readonly display: string; close(): void };

/**
 * Starts Xvfb, the program at `path`, on a free display that it chooses. Debian's xvfb-run would choose the display by trial, which fails
 * when two start at the same time, and leaves its programs behind when it is killed.
 *
 * @throws {Error} if Xvfb does not start.
 */
export async function startScreen(path: string): Promise<Screen> {
  const screen = spawn(path, ["-displayfd", "1", "-screen", "0", "1024x768x24"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(screen, "exit").then(([code]) => {
    throw new Error(problem("startScreen", `${path} to start`, phrase(`an exit with code ${code}`)));
  });
  const [number] = (await Promise.race([once(createInterface(screen.stdout), "line"), ended])) as [string];
  ended.catch(() => {});
  return { display: `:${number}`, close: () => screen.kill() };
}
