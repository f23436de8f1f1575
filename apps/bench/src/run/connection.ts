import type { Subject } from "../subjects/subject.ts";
import type { Reply, Request } from "./requests.ts";

/** A connection to a subject in its own process or worker. */
export type Connection = {
  /** The reply to a request. Rejects when the subject ends or its reply cannot be read; the message is the reason only. */
  ask(request: Request): Promise<Reply>;
  /** Ends the process or worker, whatever it is doing. */
  stop(): void;
};

/** Starts a fresh process or worker for a subject. */
export type Connect = (subject: Subject) => Connection;

/**
 * The subject's reply to `request`. A subject that takes longer than `milliseconds` is stopped.
 *
 * @throws {Error} when the subject fails or takes too long; the message is the reason only.
 */
export async function answerWithin<Kind extends ReplyName>(
  connection: Connection,
  request: Request,
  expected: Kind,
  milliseconds: number,
): Promise<Extract<Reply, Record<Kind, unknown>>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      connection.stop();
      reject(new Error(`it did not ${request.ask} within ${milliseconds / 1000} s`));
    }, milliseconds);
  });
  try {
    const reply = await Promise.race([connection.ask(request), silence]);
    if (isFailure(reply)) throw new Error(reply.failed);
    if (!hasKind(reply, expected)) throw new Error(`it replied with something other than ${expected}`);
    return reply;
  } finally {
    clearTimeout(timer);
  }
}

type ReplyName = "versions" | "value" | "times" | "megabytes" | "timeline";

/** A subject may be any program, so a reply may be anything. */
function isFailure(reply: unknown): reply is { readonly failed: string } {
  return isRecord(reply) && typeof reply.failed === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function hasKind<Kind extends ReplyName>(
  reply: Reply,
  kind: Kind,
): reply is Extract<Reply, Record<Kind, unknown>> {
  const said: unknown = reply;
  return isRecord(said) && holds[kind](said[kind]);
}

/** What each kind of reply has to hold. */
const holds: Record<ReplyName, (value: unknown) => boolean> = {
  versions: isRecord,
  value: Number.isFinite,
  times: (value) => Array.isArray(value) && value.length > 0 && value.every((time) => time > 0),
  timeline: (value) => value === null || isRecord(value),
  megabytes: (value) => Number.isFinite(value) && (value as number) > 0,
};
