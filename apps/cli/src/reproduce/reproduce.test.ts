import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { allExperiments } from "./all-experiments.ts";
import { plan } from "./plan.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-reproduce-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe("tenet reproduce", () => {
  test("runs experiments in processes, keeps their results, and writes a report with a verdict for each", async () => {
    const args = ["reproduce", "parameters", "derivations", "--jobs", "2", "--out", directory] as const;
    const { text, message } = await tenet(...args, "--json");
    expect(message).toBe("");
    const { experiments, html, results } = JSON.parse(text);
    expect(experiments).toEqual([
      expect.objectContaining({ name: "parameters", verdict: expect.objectContaining({ outcome: "holds" }) }),
      expect.objectContaining({
        name: "derivations",
        verdict: expect.objectContaining({ outcome: "holds" }),
      }),
    ]);
    const page = await readFile(html, "utf8");
    expect(page).toContain("The gradients of a plain RNN, derived");
    expect(page).toContain("Command: tenet reproduce --quick");
    const lines = (await readFile(results, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(4 + 5);

    const again = await tenet(...args);
    expect(again.errors).toContain("9 results are already there");
    expect(again.lines[0]).toMatch(/^parameters: holds\. /);
    expect(await readFile(results, "utf8")).toBe(`${lines.join("\n")}\n`);
    expect(await readdir(join(directory, "figures"))).toEqual([]);
  });

  test("jobs are chosen by a text in their names", async () => {
    const args = ["reproduce", "parameters", "--out", join(directory, "only"), "--only"] as const;
    const { text } = await tenet(...args, "d = 1", "--json");
    const { experiments } = JSON.parse(text);
    expect(experiments[0].done).toBeGreaterThan(0);
    expect(experiments[0].done).toBeLessThan(experiments[0].jobs);
    const whole = await tenet(...args, "d = 3, n = 5, K = 2", "--json");
    expect(JSON.parse(whole.text).experiments[0].done).toBe(experiments[0].done + 1);
    const none = await tenet(...args, "no such job");
    expect(none.exitCode).toBe(2);
    expect(none.message).toMatch(
      /--only: expected a text in the name of a job, .*no such job.* of parameters/,
    );
  });

  test("results say that they come from the fastest kernels of a machine", async () => {
    const { text } = await tenet(
      ...["reproduce", "parameters", "--fast", "--only", "d = 1", "--out", join(directory, "fast"), "--json"],
    );
    const { html, results } = JSON.parse(text);
    expect(await readFile(results, "utf8")).toContain("its fastest kernels");
    expect(await readFile(html, "utf8")).toContain("--fast parameters");
  });

  test("an unknown experiment is refused with the names", async () => {
    const { exitCode, errors } = await tenet("reproduce", "everything");
    expect(exitCode).toBe(2);
    expect(errors).toContain("lengths, optimizers");
  });
});

describe.each(allExperiments.map(({ name }) => name))("the experiment %s", (name) => {
  test("has jobs that are data, each with a label and a specification of its own, quick and full", async () => {
    for (const full of [false, true]) {
      const [planned] = await plan([name], { full, seeds: null });
      const jobs = planned?.jobs ?? [];
      expect(jobs.length).toBeGreaterThan(0);
      expect(new Set(jobs.map(({ label }) => label)).size).toBe(jobs.length);
      expect(new Set(jobs.map(({ spec }) => JSON.stringify(spec))).size).toBe(jobs.length);
      for (const { spec, work } of jobs) {
        expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
        expect(work).toBeGreaterThan(0);
      }
    }
  });
});
