import { createInterface } from "node:readline";

/** The work that a subject can do, by name: each call is timed by itself. */
export type Works = Readonly<Record<string, () => unknown>>;

/** What is asked of a subject, a line of JSON each: to do `work` again and again for so long, once at least. */
export type Turn = { readonly work: string; readonly milliseconds: number };

/** What a subject answers, a line of JSON each: first that it is ready, then how many milliseconds each call took; or why not. */
export type Reply =
  | { readonly ready: true }
  | { readonly times: readonly number[] }
  | { readonly failed: string };

/** Does in this process what the one that started it asks for, until it asks no more. The options come as the only argument. */
export async function serve<Options>(prepare: (options: Options) => Promise<Works>): Promise<void> {
  try {
    const works = await prepare(JSON.parse(process.argv[2] ?? "{}") as Options);
    say({ ready: true });
    for await (const line of createInterface({ input: process.stdin })) {
      const { work, milliseconds } = JSON.parse(line) as Turn;
      const run = works[work];
      if (run === undefined) throw new RangeError(`no work is called ${work}`);
      say({ times: await timed(run, milliseconds) });
    }
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  }
}

async function timed(run: () => unknown, milliseconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  do {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  } while (performance.now() < end);
  return times;
}

function say(reply: Reply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
