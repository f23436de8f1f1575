/** The elements of the lab that pages contain, by name: each is loaded where it stands. */
export const labElements = {
  "tenet-race": () => import("@tenetjs/lab/race"),
  "tenet-cell": () => import("@tenetjs/lab/cell"),
  "tenet-text": () => import("@tenetjs/lab/text"),
  "tenet-memory": () => import("@tenetjs/lab/memory"),
  "tenet-limits": () => import("@tenetjs/lab/limits"),
  "tenet-gate": () => import("@tenetjs/lab/gate"),
  "tenet-starts": () => import("@tenetjs/lab/starts"),
  "tenet-device": () => import("@tenetjs/lab/device"),
} as const;
