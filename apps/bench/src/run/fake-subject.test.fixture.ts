import type { Subject } from "../subjects/subject.ts";
import type { Connect, Connection } from "./connection.ts";
import type { Pace } from "./pace.ts";
import type { Reply, Request } from "./requests.ts";

/** A subject that does not exist. */
export function fakeSubject(id: string, changes: Partial<Subject> = {}): Subject {
  return {
    id,
    title: `The ${id}`,
    threads: 1,
    adapter: id,
    options: { backend: "cpu", threads: 1 },
    hosts: ["node"],
    needs: [],
    can: () => true,
    ...changes,
  };
}

/** The replies of a fake subject. A promise that never settles stands for a subject that hangs. */
export type Answers = (request: Request) => unknown;

/** Connections to fake subjects by id, and the ids of those that were stopped. Stopping one rejects its pending request. */
export function fakeConnect(answers: Readonly<Record<string, Answers>>): {
  connect: Connect;
  stopped: string[];
} {
  const stopped: string[] = [];
  const connect: Connect = ({ id }): Connection => {
    let breakOff: (error: Error) => void = () => {};
    const end = new Promise<never>((_, reject) => {
      breakOff = reject;
    });
    end.catch(() => {});
    return {
      ask: (request) =>
        Promise.race([Promise.resolve(request).then((asked) => answers[id]?.(asked)), end]) as Promise<Reply>,
      stop() {
        stopped.push(id);
        breakOff(new Error("it ended with SIGKILL"));
      },
    };
  };
  return { connect, stopped };
}

/** A subject without faults: every call takes `milliseconds`, and its check gives `value`. */
export function sound(milliseconds: number, value = 2): Answers {
  return ({ ask }) => {
    if (ask === "prepare") return { versions: { fake: "1.0.0" } };
    if (ask === "check") return { value };
    if (ask === "peak") return { megabytes: milliseconds };
    return { times: [milliseconds, milliseconds] };
  };
}

export const fastPace: Pace = {
  rounds: 4,
  warmUp: 0,
  turn: 0,
  longestCall: 60,
  slowCall: 40,
  slowRounds: 2,
  longestStart: 60,
};
