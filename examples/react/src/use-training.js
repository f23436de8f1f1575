import { useEffect, useState } from "react";

/** The latest step of a network that a worker trains for as long as the component is shown. */
export function useTraining({ cell, length }) {
  const [progress, setProgress] = useState({ step: 0, loss: 0, accuracy: 0 });
  useEffect(() => {
    const trainer = new Worker(new URL("./trainer.js", import.meta.url), { type: "module" });
    trainer.onmessage = ({ data }) => setProgress(data);
    trainer.postMessage({ cell, length });
    return () => trainer.terminate();
  }, [cell, length]);
  return progress;
}
