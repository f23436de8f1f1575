/*
 * Static hosts such as GitHub Pages send no headers of cross-origin isolation. This adds them, so that from the second page on networks train on
 * several threads. It also keeps the whole site, so that it can be read, searched and trained on without a connection.
 *
 * The first version a reader gets is in charge at once, and keeps the site when a page asks for it. A later version takes over when it has the whole
 * site, so that no page meets files of another version.
 */
import { clientsClaim } from "workbox-core";
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { isolationHeaders } from "./isolation-headers.ts";
import { keepMessage, keptMessage } from "./messages.ts";

/** What is used here of a service worker's global scope. TypeScript's library `webworker`, which has its type, contradicts `dom`. */
declare const self: {
  readonly registration: ServiceWorkerRegistration;
  addEventListener(type: "install" | "activate", listener: (event: LifecycleEvent) => void): void;
  addEventListener(type: "message", listener: (event: Message) => void): void;
};

type LifecycleEvent = Parameters<PrecacheController["install"]>[0];

type Message = {
  waitUntil(done: Promise<unknown>): void;
  readonly data: unknown;
  readonly source: { postMessage(message: unknown): void } | null;
};

/** Every file of the site, and a hash of it, put here by the build. */
declare const siteFiles: PrecacheEntry[];

/** How many files are fetched at the same time. */
const atOnce = 4;

const controller = new PrecacheController({
  plugins: [
    {
      handlerWillRespond: async ({ response }) => {
        const headers = new Headers(response.headers);
        for (const [name, value] of Object.entries(isolationHeaders)) headers.set(name, value);
        return new Response(response.body, {
          status: response.status,
          statusText: response.statusText,
          headers,
        });
      },
    },
  ],
});
controller.addToCacheList(siteFiles);
// Files are the same whatever the query says: the search adds the time, and elements of the lab keep their values there.
registerRoute(new PrecacheRoute(controller, { ignoreURLParametersMatching: [/./] }));

self.addEventListener("install", (event) => {
  if (self.registration.active) controller.install(event);
});
self.addEventListener("activate", (event) => {
  controller.activate(event);
});
self.addEventListener("message", (event) => {
  if (event.data !== keepMessage) return;
  event.waitUntil(keepSite().then(() => event.source?.postMessage(keptMessage)));
});
clientsClaim();

/** Fetches the files that are not kept yet. */
async function keepSite(): Promise<void> {
  const cache = await caches.open(controller.strategy.cacheName);
  const left = controller.getCachedURLs();
  const lane = async () => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      const key = controller.getCacheKeyForURL(url) as string;
      if ((await cache.match(key)) !== undefined) continue;
      const response = await fetch(url, { cache: "no-cache" });
      if (response.ok) await cache.put(key, response);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
