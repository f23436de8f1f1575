import type { Connection } from "../../run/connection.ts";
import type { Reply, Request } from "../../run/requests.ts";
import type { Subject } from "../../subjects/subject.ts";

/** A connection to a subject in its own Web Worker, which starts immediately. */
export function connectWorker({ id }: Subject): Connection {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: id });
  let end: (reason: Error) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  // The worker may end while no request is pending.
  ended.catch(() => {});
  worker.onerror = (event) => {
    event.preventDefault();
    end(new Error(event.message || "its worker could not be loaded"));
  };
  return {
    ask(request) {
      const answered = new Promise<Reply>((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<Reply>) => resolve(data);
      });
      worker.postMessage(withPaths(request));
      return Promise.race([answered, ended]);
    },
    stop() {
      worker.terminate();
      end(new Error("it was stopped"));
    },
  };
}

/** The request, with the URL of the library's WebAssembly on the page's server. */
function withPaths(request: Request): Request {
  if (!("options" in request)) return request;
  const folder = request.adapter === "onnxruntime" ? "/onnxruntime/" : "/tfjs/";
  return { ...request, options: { ...request.options, wasmPaths: new URL(folder, location.href).href } };
}
