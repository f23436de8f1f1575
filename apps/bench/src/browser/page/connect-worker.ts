import type { Connection } from "../../run/connection.ts";
import type { Reply, Request } from "../../run/requests.ts";
import type { Subject } from "../../subjects/subject.ts";

/** A subject in a Web Worker of its own, which is started at once. */
export function connectWorker({ id }: Subject): Connection {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: id });
  let end: (reason: Error) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  // Nobody may be waiting when it ends.
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

/** The request, with the place where the page's server has the library's WebAssembly. */
function withPaths(request: Request): Request {
  if (!("options" in request)) return request;
  const folder = request.adapter === "onnxruntime" ? "/onnxruntime/" : "/tfjs/";
  return { ...request, options: { ...request.options, wasmPaths: new URL(folder, location.href).href } };
}
