/* The worker of the test's page. It runs the scenarios that the page requests. */
import { answer } from "./answer.ts";
import type { Request } from "./messages.ts";

globalThis.onmessage = async ({ data }: MessageEvent<Request>) => {
  postMessage(await answer(data));
};
