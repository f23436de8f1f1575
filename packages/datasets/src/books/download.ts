import { open, rm, stat } from "node:fs/promises";

/** How much of a file has arrived, in bytes. */
export type Progress = { readonly received: number; readonly total: number };

export type DownloadOptions = {
  readonly url: string;
  /** The file to write. If it exists, its contents are taken to be the start of the download. */
  readonly path: string;
  /** The expected size in bytes. */
  readonly size: number;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Makes the error to throw when the download fails; `got` says what happened. */
  readonly failure: (got: string, cause?: unknown) => Error;
};

/**
 * Downloads `url` to `path`, resuming at the end of that file with an HTTP range request. If the server does not support
 * ranges, or responds with another one, the download restarts. After a failure or an abort, the bytes that have arrived stay in the file.
 *
 * @returns whether a part of the file is from an earlier call. The bytes are not verified here. A response that is too long
 *   is read until the size is exceeded.
 */
export async function download(options: DownloadOptions): Promise<{ resumed: boolean }> {
  const { url, path, size, fetch, signal, onProgress, failure } = options;
  const there = await sizeOf(path);
  if (there === size) return { resumed: true };
  if (there > size) return startAnew(options);

  const network = async <T>(step: Promise<T>): Promise<T> => {
    try {
      return await step;
    } catch (cause) {
      signal?.throwIfAborted();
      throw failure(`no connection (${reasonOf(cause)})`, cause);
    }
  };
  // Ranges of a compressed response count compressed bytes.
  const headers = { "accept-encoding": "identity", ...(there > 0 && { range: `bytes=${there}-` }) };
  const response = await network(fetch(url, { headers, signal: signal ?? null }));
  const resumed = response.status === 206;
  if (there > 0 && (response.status === 416 || (resumed && !beginsAt(response, there)))) {
    await response.body?.cancel();
    return startAnew(options);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw failure(`HTTP status ${response.status}`);
  }

  let received = resumed ? there : 0;
  const reader = response.body.getReader();
  const file = await open(path, resumed ? "a" : "w");
  try {
    while (received <= size) {
      const { done, value } = await network(reader.read());
      if (done) break;
      await file.writeFile(value);
      received += value.length;
      onProgress?.({ received, total: size });
    }
    await file.sync();
  } finally {
    await file.close();
    await reader.cancel().catch(() => undefined);
  }
  if (received < size) throw failure(`a connection that closed after ${received} of ${size} bytes`);
  return { resumed };
}

async function startAnew(options: DownloadOptions): Promise<{ resumed: boolean }> {
  await rm(options.path, { force: true });
  return download(options);
}

function beginsAt(response: Response, byte: number): boolean {
  return response.headers.get("content-range")?.startsWith(`bytes ${byte}-`) === true;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}

/** What failed, from the cause of `fetch`'s error, whose own message is only "fetch failed". */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  return "code" in inner ? String(inner.code) : inner.message;
}
