import { open, rm, stat } from "node:fs/promises";

/** How much of a file is there, in bytes. */
export type Progress = { readonly received: number; readonly total: number };

export type DownloadOptions = {
  readonly url: string;
  /** The file to write; what it holds is taken for the beginning. */
  readonly path: string;
  /** How many bytes there are to be. */
  readonly size: number;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The error to throw when the address does not give its bytes; `got` says what happened instead. */
  readonly failure: (got: string, cause?: unknown) => Error;
};

/**
 * Writes what is at `url` to `path`, going on from the end of that file with an HTTP range request. A server that has no
 * ranges, or answers with another one, makes it start anew. On failure, and on abort, what has arrived stays.
 *
 * @returns whether a part of the file is from an earlier call. Its bytes are not checked here: an address that gives
 *   too many is read up to the first chunk too much.
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
  // A compressed answer would have ranges of its own.
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

/** `fetch` says no more than "fetch failed"; what failed is the cause of that. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  return "code" in inner ? String(inner.code) : inner.message;
}
