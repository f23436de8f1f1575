/**
 * Gives the workers that the page makes from now on the page's policy. A worker from a file has the policy of the response that brought it, and a static host sends none; one from a Blob has
 * that of its page, also for what it imports.
 */
export function workersWithPolicy(): void {
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(script: string | URL, options?: WorkerOptions) {
      const program = `import ${JSON.stringify(new URL(script, location.href))};`;
      super(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), {
        ...options,
        type: "module",
      });
    }
  };
}
