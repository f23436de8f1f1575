/** The `id` of the list of files that the build writes into a page with an element of the lab. */
export const workerFilesId = "worker-files";

/** Fetches the files of the page's workers, which then find them in the browser's cache. */
export function fetchAhead(): void {
  const list = document.getElementById(workerFilesId)?.textContent;
  for (const url of list ? (JSON.parse(list) as string[]) : []) {
    if (url.endsWith(".js"))
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "modulepreload", href: url }),
      );
    // The worker tells of a failure.
    else fetch(url).catch(() => {});
  }
}
