/* A program that lets a pool do a job, ends the pool, and says so. */
import { plan } from "../plan.ts";
import { jobPool } from "./job-pool.ts";

const [planned] = await plan(["parameters"], { full: false, seeds: null });
const pool = jobPool(1);
const on = { backend: "cpu", threads: 1, fast: false } as const;
await pool.run({ experiment: "parameters", spec: planned?.jobs[0]?.spec, ...on }, () => {});
await pool.end();
process.stdout.write("ended\n");
