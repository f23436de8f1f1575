import type { Redis } from "ioredis";
import { type BatchKeys, keptSeconds } from "./keys.ts";

/*
 * The changes that a worker makes to a batch. Each is a script, which the server runs as one step. A worker claims a job with a token of its own. Only the
 * last claim of a job counts: what comes with an older token is refused, so a worker that was away for too long changes nothing. A job has at most one
 * result, whatever happens.
 */

/** What a worker is told. `late`: another worker has the job. `closed`: the batch was cancelled, or is gone. `done`: the job has a result. */
export type Answer = "ok" | "late" | "closed" | "done";

/** A job that a worker has claimed. */
export type Claim = {
  readonly keys: BatchKeys;
  readonly job: string;
  readonly token: string;
  readonly worker: string;
};

/** A file of a trial. */
export type NamedBytes = readonly (readonly [name: string, bytes: Buffer])[];

const shared = `
local info, done, claims, tries, progress, results, history, files = unpack(KEYS)
local job, token, worker = ARGV[1], ARGV[2], ARGV[3]
local function note(event)
  redis.call('XADD', history, 'MAXLEN', '~', 100000, '*', 'event', event, 'job', job, 'token', token, 'worker', worker)
  redis.call('EXPIRE', history, ${keptSeconds})
end
if redis.call('HGET', info, 'state') ~= 'open' then return {'closed', 0} end
if redis.call('HEXISTS', done, job) == 1 then
  note('refused: done')
  return {'done', 0}
end
local function isLate()
  if redis.call('HGET', claims, job) == token then return false end
  note('refused: late')
  return true
end
local function put(first)
  if ARGV[first] == nil then return end
  redis.call('DEL', files)
  for index = first, #ARGV, 2 do redis.call('HSET', files, ARGV[index], ARGV[index + 1]) end
  redis.call('EXPIRE', files, ${keptSeconds})
end
`;

const scripts = {
  claim: `${shared}
redis.call('HSET', claims, job, token)
note('claim')
return {'ok', redis.call('HINCRBY', tries, job, 1)}`,
  report: `${shared}
if isLate() then return {'late', 0} end
redis.call('HSET', progress, job, ARGV[4])
return {'ok', 0}`,
  save: `${shared}
if isLate() then return {'late', 0} end
put(5)
redis.call('HSET', tries, job, 0)
note('save ' .. ARGV[4])
return {'ok', 0}`,
  release: `${shared}
if isLate() then return {'late', 0} end
redis.call('HDEL', claims, job)
redis.call('HDEL', progress, job)
redis.call('HINCRBY', tries, job, -1)
note('release')
return {'ok', 0}`,
  commit: `${shared}
if isLate() then return {'late', 0} end
put(5)
redis.call('XADD', results, '*', 'job', job, 'result', ARGV[4], 'worker', worker)
redis.call('HSET', done, job, 1)
redis.call('HDEL', claims, job)
redis.call('HDEL', tries, job)
redis.call('HDEL', progress, job)
note('commit')
for _, key in ipairs({info, results, done}) do redis.call('EXPIRE', key, ${keptSeconds}) end
return {'ok', 0}`,
} as const;

type ScriptName = keyof typeof scripts;

/** Takes a job. `tries` counts how often it was taken since its last checkpoint, this time included. */
export async function claim(redis: Redis, claimed: Claim): Promise<{ answer: Answer; tries: number }> {
  const [answer, tries] = await call(redis, "claim", claimed, "", []);
  return { answer, tries };
}

/** Says where a job stands. */
export async function report(redis: Redis, claimed: Claim, said: string): Promise<Answer> {
  return (await call(redis, "report", claimed, "", [said]))[0];
}

/** Replaces the files of a trial by those of a later step. */
export async function save(
  redis: Redis,
  claimed: Claim,
  { trial, step, files }: { readonly trial: string; readonly step: number; readonly files: NamedBytes },
): Promise<Answer> {
  return (await call(redis, "save", claimed, trial, [String(step), ...files.flat()]))[0];
}

/** Gives a job back, for another worker to take. */
export async function release(redis: Redis, claimed: Claim): Promise<Answer> {
  return (await call(redis, "release", claimed, "", []))[0];
}

/** Gives a job its result, and a trial its last files. */
export async function commit(
  redis: Redis,
  claimed: Claim,
  {
    trial = "",
    result,
    files = [],
  }: { readonly trial?: string; readonly result: unknown; readonly files?: NamedBytes },
): Promise<Answer> {
  return (await call(redis, "commit", claimed, trial, [JSON.stringify(result), ...files.flat()]))[0];
}

async function call(
  redis: Redis,
  name: ScriptName,
  { keys, job, token, worker }: Claim,
  trial: string,
  rest: readonly (string | Buffer)[],
): Promise<[Answer, number]> {
  const { info, done, claims, tries, progress, results, history, files } = keys;
  const all = [info, done, claims, tries, progress, results, history, files(trial)];
  const command = `tenet${name}`;
  if (!(command in redis)) redis.defineCommand(command, { numberOfKeys: all.length, lua: scripts[name] });
  // Commands that are defined at run time are in no type.
  const run = (redis as unknown as Record<string, (...args: unknown[]) => Promise<[Answer, number]>>)[
    command
  ];
  if (run === undefined)
    throw new TypeError(`queue: expected the command ${command} to be defined, got none.`);
  return run.call(redis, ...all, job, token, worker, ...rest);
}
