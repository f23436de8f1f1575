import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";

/** Why tests with a server are skipped; undefined if it is installed. With TENET_REQUIRE_REDIS=1, it has to be. */
export function withoutRedis(): string | undefined {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch (error) {
    if (process.env.TENET_REQUIRE_REDIS === "1") throw error;
    return "redis-server is not installed";
  }
}

/** A server of our own, with a directory for its append-only file. */
export type RedisServer = {
  readonly port: number;
  readonly url: string;
  /** Kills it, and starts it again from its append-only file. */
  restart(): Promise<void>;
  end(): Promise<void>;
};

export type RedisOptions = {
  readonly password?: string;
  /** The files of a key and its certificate. The port then takes TLS only. */
  readonly tls?: { readonly key: string; readonly cert: string };
};

/** Starts `redis-server` on a free port of localhost, with an append-only file. */
export async function startRedis({ password, tls }: RedisOptions = {}): Promise<RedisServer> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "tenet-redis-"));
  const args = ["--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--save", ""];
  const files = [
    "--tls-key-file",
    tls?.key ?? "",
    "--tls-cert-file",
    tls?.cert ?? "",
    "--tls-auth-clients",
    "no",
  ];
  const own =
    tls === undefined ? ["--port", String(port)] : ["--port", "0", "--tls-port", String(port), ...files];
  const asking = password === undefined ? [] : ["--requirepass", password];
  let server: ChildProcess;
  const start = async () => {
    server = spawn("redis-server", [...args, ...own, ...asking], { stdio: "ignore" });
    await answering(port, tls !== undefined);
  };
  const kill = async () => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await kill();
      await start();
    },
    end: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Waits until the server has read its file. One that asks for a password answers too. */
async function answering(port: number, isTls: boolean): Promise<void> {
  const redis = new Redis(port, "127.0.0.1", {
    ...(isTls ? { tls: { rejectUnauthorized: false } } : {}),
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
  });
  redis.on("error", () => {});
  try {
    for (;;) {
      const answer = await redis.ping().catch((error: Error) => error.message);
      if (!String(answer).startsWith("LOADING")) return;
      await wait(50);
    }
  } finally {
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
