import { TenetError, version } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Queue } from "bullmq";
import type { Redis } from "ioredis";

/** A connection to the server of a queue. */
export type Connection = {
  readonly redis: Redis;
  readonly bullmq: typeof import("bullmq");
  /** The jobs of this version. */
  readonly queue: Queue;
  close(): Promise<void>;
};

/** Workers of another version might compute something else, so each version has a queue of its own. */
export const queueName = `jobs-${version}`;

/** What all keys begin with. */
export const prefix = "tenet";

/**
 * A connection to the server at `url`. A connection that is lost later is made anew, and commands wait for it.
 *
 * @throws {TenetError} `QUEUE_UNAVAILABLE` when the packages are not installed, or the server does not answer or refuses the password.
 */
export async function connect(url: string, notice: (line: string) => void = () => {}): Promise<Connection> {
  const [bullmq, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]).catch(
    (cause: unknown) => {
      const next = "Install them where tenet is: npm install -g bullmq ioredis";
      throw unavailable("the packages bullmq and ioredis for --queue", (cause as Error).message, next, cause);
    },
  );
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    keepAlive: 10_000,
    // Blocking commands of the queue take up to 5 s. Beyond that, nobody is at the other end.
    socketTimeout: 20_000,
    retryStrategy: (times) => Math.min(100 * 2 ** times, 3000),
  });
  let failure: Error | undefined;
  let isLost = false;
  const onError = (error: Error) => {
    failure = error;
    if (isConnected && !isLost)
      notice(`queue: connection to ${shownUrl(url)} lost (${error.message}); trying again`);
    isLost = true;
  };
  let isConnected = false;
  redis.on("error", onError);
  redis.on("ready", () => {
    if (isConnected && isLost) notice("queue: connected again");
    isLost = false;
  });
  try {
    await redis.connect();
    await redis.ping();
    isConnected = true;
    isLost = false;
  } catch (cause) {
    redis.disconnect();
    const got = (failure ?? (cause as Error)).message;
    const next =
      "Start redis-server there, or correct host, port and password: rediss://USER:PASSWORD@HOST:PORT.";
    throw unavailable(`a Redis or Valkey server at ${shownUrl(url)}`, got, next, cause);
  }
  const queue = new bullmq.Queue(queueName, { connection: redis, prefix });
  queue.on("error", () => {});
  return {
    redis,
    bullmq,
    queue,
    close: async () => {
      await queue.close();
      redis.disconnect();
    },
  };
}

/** The address without the password, which is for no log. */
export function shownUrl(url: string): string {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "***";
  return shown.href;
}

function unavailable(expected: string, got: string, next: string, cause: unknown): TenetError {
  return new TenetError("QUEUE_UNAVAILABLE", problem("queue", expected, phrase(got), next), { cause });
}
