import { keepMessage } from "./messages.ts";

/** How long a page is read, in milliseconds, before the site is fetched: what the page itself loads comes first. */
const delay = 10_000;

/** Starts the service worker, and asks it to keep the site for readers who stay. */
export async function keepOffline(script: string): Promise<void> {
  await navigator.serviceWorker.register(script);
  const { active } = await navigator.serviceWorker.ready;
  setTimeout(() => active?.postMessage(keepMessage), delay);
}
