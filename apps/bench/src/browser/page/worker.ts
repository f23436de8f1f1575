/* A subject's worker: answers requests one after another. */
import { breather } from "@tenetjs/core/internals";
import { answerer } from "../../run/answer.ts";
import type { Reply, Request } from "../../run/requests.ts";

const answer = answerer();
const letEventsThrough = breather(0);

globalThis.onmessage = async ({ data }: MessageEvent<Request>) => {
  postMessage(await (data.ask === "work" ? workFor(data.milliseconds) : answer(data)));
};

/** Answers a request to work, and returns to the event loop between calls: the workers that a library creates start only then. */
async function workFor(milliseconds: number): Promise<Reply> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  do {
    const reply = await answer({ ask: "work", milliseconds: 0 });
    if (!("times" in reply)) return reply;
    times.push(...reply.times);
    await letEventsThrough();
  } while (performance.now() < end);
  return { times };
}
