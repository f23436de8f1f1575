import type { CommandEntry } from "./command-entry.ts";

/** The commands of `tenet`, in the order of the help. */
export const allCommands: readonly CommandEntry[] = [
  {
    name: "demo",
    description: "train an RNN and an LSTM side by side, and draw their learning curves",
    load: async () => (await import("./demo.ts")).demoCommand,
  },
  {
    name: "train",
    description: "train a network on a task",
    load: async () => (await import("./train.ts")).trainCommand,
  },
  {
    name: "resume",
    description: "continue a run from its checkpoint, exactly as if it had never stopped",
    load: async () => (await import("./resume.ts")).resumeCommand,
  },
  {
    name: "sample",
    description: "write text with a trained network",
    load: async () => (await import("./sample.ts")).sampleCommand,
  },
  {
    name: "eval",
    description: "evaluate a trained network on held-out data, and compare it with a baseline",
    load: async () => (await import("./eval.ts")).evalCommand,
  },
  {
    name: "runs",
    description: "list the runs in a directory",
    load: async () => (await import("./runs.ts")).runsCommand,
  },
  {
    name: "inspect",
    description: "show the options, vocabulary and tensors of a run, or of any safetensors file",
    load: async () => (await import("./inspect.ts")).inspectCommand,
  },
  {
    name: "export",
    description:
      "write the network of a run for other programs: safetensors, ONNX, PyTorch, Keras, tfjs-layers",
    load: async () => (await import("./export.ts")).exportCommand,
  },
  {
    name: "import",
    description: "make a run from a network of PyTorch, Keras, tfjs-layers or ONNX",
    load: async () => (await import("./import.ts")).importCommand,
  },
  {
    name: "convert",
    description: "convert a network between PyTorch, Keras, tfjs-layers and ONNX",
    load: async () => (await import("./convert.ts")).convertCommand,
  },
  {
    name: "sweep",
    description: "train a task with many options, here or on many machines, and compare the results",
    load: async () => (await import("./sweep.ts")).sweepCommand,
  },
  {
    name: "worker",
    description: "train what a queue has, for sweeps and experiments of other machines",
    load: async () => (await import("./worker.ts")).workerCommand,
  },
  {
    name: "reproduce",
    description: "run the experiments of the course report again, and draw its figures",
    load: async () => (await import("./reproduce.ts")).reproduceCommand,
  },
  {
    name: "bench",
    description: "measure the speed of Tenet and of other libraries on this machine",
    load: async () => (await import("./bench.ts")).benchCommand,
  },
  {
    name: "backends",
    description: "list the backends that can run on this machine, and what the others need",
    load: async () => (await import("./backends.ts")).backendsCommand,
  },
  {
    name: "completion",
    description: "print a script that completes commands and options in a shell",
    load: async () => (await import("./completion.ts")).completionCommand,
  },
];
