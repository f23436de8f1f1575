import type { Connect, Connection } from "./connection.ts";

/** `connect`, with a function that stops all of its connections. */
export function tracked(connect: Connect): { connect: Connect; stop(): void } {
  const open = new Set<Connection>();
  return {
    connect(subject) {
      const { ask, stop } = connect(subject);
      const connection: Connection = {
        ask,
        stop() {
          stop();
          open.delete(connection);
        },
      };
      open.add(connection);
      return connection;
    },
    stop() {
      for (const { stop } of open) stop();
    },
  };
}
