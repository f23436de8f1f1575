import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerLimit } from "@tenetjs/testing/limits";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Child, startTenet } from "../../terminal/child.test.fixture.ts";
import { tenet } from "../../terminal/tenet.test.fixture.ts";
import { type RedisServer, startRedis, withoutRedis } from "../faults/redis-server.test.support.ts";
import { openBatch } from "./batch.ts";
import { connect } from "./connect.ts";
import { keysOf } from "./keys.ts";
import { claim, commit, release, report, save } from "./scripts.ts";

const reason = withoutRedis();

describe.skipIf(reason !== undefined)(
  `a queue on Redis${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    const password = "p@ss word";
    let root: string;
    let server: RedisServer;
    let url: string;
    let redis: Redis;
    let worker: Child;
    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), "tenet-queue-"));
      server = await startRedis({ password });
      url = `redis://:${encodeURIComponent(password)}@127.0.0.1:${server.port}`;
      redis = new Redis(url);
      worker = startTenet(["worker", "--queue", url, "--directory", root], {
        env: { ...process.env, XDG_CACHE_HOME: root },
      });
    });
    afterAll(async () => {
      worker.process.kill("SIGTERM");
      expect(await worker.ended, worker.errors()).toBe(130);
      redis.disconnect();
      await server.end();
      await rm(root, { recursive: true, force: true });
    });

    test("takes the result of the last worker that claimed a job, once, and refuses all others", async () => {
      const connection = await connect(url);
      const id = "0123456789ab";
      const batch = await openBatch(connection, { id, title: "a test", jobs: 1, measure: null });
      const claimed = (token: string) => ({ keys: batch.keys, job: "a-1", token, worker: `of ${token}` });
      const [first, second] = [claimed("first"), claimed("second")];
      const files = [["checkpoint.safetensors", Buffer.from([0, 255, 1])]] as const;
      expect(await claim(redis, first)).toEqual({ answer: "ok", tries: 1 });
      expect(await save(redis, first, { trial: "a", step: 5, files })).toBe("ok");
      expect(await claim(redis, second)).toEqual({ answer: "ok", tries: 1 });
      expect(await report(redis, first, "{}")).toBe("late");
      expect(await save(redis, first, { trial: "a", step: 9, files: [] })).toBe("late");
      expect(await commit(redis, first, { trial: "a", result: "wrong" })).toBe("late");
      expect(await release(redis, first)).toBe("late");
      expect(await redis.hgetallBuffer(batch.keys.files("a"))).toEqual({ [files[0][0]]: files[0][1] });
      expect(await commit(redis, second, { trial: "a", result: { right: 1 } })).toBe("ok");
      expect(await commit(redis, second, { trial: "a", result: { right: 2 } })).toBe("done");
      expect((await claim(redis, claimed("third"))).answer).toBe("done");
      expect(await batch.results()).toEqual([{ job: "a-1", result: { right: 1 }, worker: "of second" }]);
      expect(await batch.results()).toEqual([]);
      await batch.remove();
      expect((await claim(redis, claimed("fourth"))).answer).toBe("closed");
      await expect(batch.results()).rejects.toThrow(/expected the sweep 0123456789ab to be open/);
      await connection.close();
    });

    test("trains a sweep on a text, which is sent once, and brings results and runs back", async () => {
      await writeFile(join(root, "words.txt"), "A short text is enough for a queue. ".repeat(20));
      const file = join(root, "sweep.yaml");
      const options = "{ hidden: 4, window: 5, batch: 4, evaluate-every: 10, steps: 40 }";
      const halving = "{ from: 10, factor: 2 }";
      await writeFile(
        file,
        `{ task: text, texts: [words.txt], options: ${options}, seeds: 4, halving: ${halving} }`,
      );
      const out = join(root, "queued");
      const queued = await tenet("sweep", file, "--queue", url, "--out", out, "--json");
      expect(queued.message).toBe("");
      const { best, open, finished } = JSON.parse(queued.text);
      expect({ open, finished, steps: best.steps }).toEqual({ open: 0, finished: 4, steps: 40 });
      expect(best.spec.texts[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(await redis.strlen(`tenet:text:${best.spec.texts[0]}`)).toBe(36 * 20);
      expect(existsSync(join(out, "trials", best.id, "weights.safetensors"))).toBe(true);
      expect((await tenet("inspect", join(out, "trials", best.id))).message).toBe("");
      // Nothing of the sweep is left but the text and the history.
      const left = await redis.keys("tenet:{*");
      expect(left.filter((key) => !key.endsWith(":history"))).toEqual([]);

      const local = await tenet("sweep", file, "--out", join(root, "local"), "--jobs", "1", "--json");
      const weights = ({
        trials,
      }: {
        trials: { id: string; steps: number; result: { weights: string } }[];
      }) => trials.find(({ id, steps }) => id === best.id && steps === 40)?.result.weights;
      expect(local.message).toBe("");
      const [one, other] = await Promise.all(
        [out, join(root, "local")].map(async (path) =>
          JSON.parse(await readFile(join(path, "trials.json"), "utf8")),
        ),
      );
      expect(weights(one)).toBe(weights(other));
    });

    test("runs experiments", async () => {
      const out = join(root, "reproduce");
      const { text, message } = await tenet(
        "reproduce",
        "parameters",
        "--queue",
        url,
        "--out",
        out,
        "--json",
      );
      expect(message).toBe("");
      expect(JSON.parse(text).experiments[0]).toMatchObject({
        name: "parameters",
        verdict: { outcome: "holds" },
      });
    });

    test("a job that is none, or names what a sweep may not set, is refused, and the worker goes on", async () => {
      const connection = await connect(url);
      const id = "ba9876543210";
      await openBatch(connection, { id, title: "a test", jobs: 2, measure: null });
      const spec = { task: "text", texts: [], options: { "init-from": "/etc/passwd" }, seed: 0 };
      const { identify } = await import("../trial/trial.ts");
      const common = { kind: "trial", batch: id, backend: "cpu", steps: 5, saveEvery: 5 };
      await connection.queue.add("trial", { ...common, trial: identify(spec), spec }, { jobId: `${id}-1` });
      await connection.queue.add("trial", { ...common, trial: "../../../etc", spec }, { jobId: `${id}-2` });
      await expect.poll(() => worker.errors(), { timeout: answerLimit }).toContain(`refused job ${id}-2`);
      const results = () => redis.xrange(keysOf(id).results, "-", "+");
      await expect.poll(async () => (await results()).length, { timeout: answerLimit }).toBe(1);
      expect((await results())[0]?.[1].join()).toContain('"outcome":"refused"');
      const status = await tenet("sweep", "status", "--queue", url);
      expect(status.text).toMatch(new RegExp(`^${id} +a test +open`, "m"));
      expect(status.text).toContain(`workers: `);
      expect((await tenet("sweep", "cancel", id, "--queue", url)).text).toContain(`cancelled ${id}`);
      expect((await tenet("sweep", "status", "--queue", url)).text).not.toContain(id);
      expect((await tenet("sweep", "cancel", id, "--queue", url)).message).toContain(
        "expected the identifier of a sweep",
      );
      await connection.close();
    });

    test("TLS is taken from the URL, and the certificate is checked", async () => {
      const [key, cert] = [join(root, "key.pem"), join(root, "cert.pem")];
      const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
      const files = ["-keyout", key, "-out", cert];
      execFileSync(
        "openssl",
        ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...names, ...files],
        {
          stdio: "ignore",
        },
      );
      const tls = await startRedis({ tls: { key, cert } });
      try {
        const args = ["sweep", "status", "--queue", `rediss://localhost:${tls.port}`] as const;
        expect((await tenet(...args)).message).toContain("self-signed certificate");
        const trusting = startTenet(args, { env: { ...process.env, NODE_EXTRA_CA_CERTS: cert } });
        expect(await trusting.ended, trusting.errors()).toBe(0);
        expect(trusting.output()).toContain("no sweeps");
      } finally {
        await tls.end();
      }
    });

    test("says what is missing: a server, a password, a URL", async () => {
      const status = async (queue: string) => (await tenet("sweep", "status", "--queue", queue)).message;
      const wrong = await status(url.replace(/:[^:@]*@/, ":secret@"));
      expect(wrong).toMatch(
        /^queue: expected a Redis or Valkey server at redis:\/\/:\*\*\*@127\.0\.0\.1:\d+, got /,
      );
      expect(wrong).not.toContain("secret");
      expect(await status("redis://127.0.0.1:1")).toContain("ECONNREFUSED");
      expect((await tenet("worker", "--queue", "http://127.0.0.1")).errors).toContain(
        "Expected a URL such as redis://",
      );
    });
  },
);
