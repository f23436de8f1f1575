/* The worker of the test's page. It runs the scenarios that the page requests. */
import { here } from "../scenarios/scenarios.ts";
import type { Answer, Request } from "./messages.ts";

globalThis.onmessage = async ({ data: { name, argument } }: MessageEvent<Request>) => {
  postMessage(await answer(name, argument));
};

async function answer(name: Request["name"], argument: Request["argument"]): Promise<Answer> {
  try {
    return { result: await here.run(name, argument) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
