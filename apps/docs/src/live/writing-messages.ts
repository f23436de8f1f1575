import type { WritingEvent } from "./learn-to-write.ts";

/** What the page tells the worker. */
export type ToWriter =
  | { readonly kind: "learn"; readonly text: string; readonly sampleAt: readonly number[] }
  | { readonly kind: "pause" | "go-on" };

/** What the worker tells the page. */
export type FromWriter =
  | WritingEvent
  /** In words: "WebAssembly, 2 threads". */
  | { readonly kind: "started"; readonly on: string }
  | { readonly kind: "failed"; readonly reason: string };
