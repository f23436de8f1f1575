/*
 * Keeps the whole site, so that it can be read, searched and trained on without a connection. Static hosts such as GitHub Pages send no
 * headers of cross-origin isolation; this adds them, so that from the second page on networks train on several threads.
 */
import { clientsClaim } from "workbox-core";
import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";
import { isolationHeaders } from "./isolation-headers.ts";

/** Every file of the site, and a hash of it, put here by the build. */
declare const siteFiles: PrecacheEntry[];

addPlugins([
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
]);
precacheAndRoute(siteFiles);
cleanupOutdatedCaches();
clientsClaim();
