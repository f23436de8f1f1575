import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

/** A port that leads to another, and that can be cut. */
export type DroppingProxy = {
  readonly port: number;
  /** Drops all connections, and takes no new ones until {@link heal}. */
  cut(): void;
  /** Keeps connections open, but lets nothing pass, as a partition of a network does, until {@link heal}. */
  freeze(): void;
  heal(): void;
  end(): Promise<void>;
};

/** A proxy before the port `to` of this machine. */
export async function droppingProxy(to: number): Promise<DroppingProxy> {
  const sockets = new Set<Socket>();
  let state: "open" | "cut" | "frozen" = "open";
  const server = createServer((near) => {
    if (state === "cut") return near.destroy();
    const far = createConnection(to, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("data", (data) => {
        if (state !== "frozen") other.write(data);
      });
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut: () => {
      state = "cut";
      dropAll();
    },
    freeze: () => {
      state = "frozen";
    },
    heal: () => {
      // What was lost on a frozen connection leaves a hole in it.
      if (state === "frozen") dropAll();
      state = "open";
    },
    end: async () => {
      dropAll();
      server.close();
      await once(server, "close");
    },
  };
}
