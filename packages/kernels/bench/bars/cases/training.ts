import { type Case, onNode, onPytorch, resultOf } from "../case.ts";
import type { Machine } from "../machine.ts";
import type { Result } from "../measure.ts";
import type { Bar, Row } from "../row.ts";
import { ratios } from "../statistics.ts";
import type { Subject } from "../subject.ts";

/** By threads. tfjs-layers has one in Node, whatever we have. */
const againstLayers: Readonly<Record<number, Bar>> = { 1: { least: 20 }, 2: { least: 35 } };
const againstPytorch: Readonly<Record<number, Bar>> = { 1: { least: 0.6 }, 2: { least: 1 }, 4: { least: 1 } };

/** The training step of the text model: ours, tfjs-layers', tfjs-layers' with our import, PyTorch's. */
export function training({ nodes, pytorch, threads, kernels }: Machine): Case {
  const torch = threads.map((count) => (pytorch === undefined ? undefined : onPytorch(pytorch, count)));
  const byNode = nodes.map((node) => ({
    tenet: threads.map((count) => onNode(node, "tenet-training", { name: "Tenet", threads: count, kernels })),
    layers: onNode(node, "tfjs-layers-training", { name: "tfjs-layers", threads: 1, register: false }),
    registered: onNode(node, "tfjs-layers-training", {
      name: "tfjs-layers with @tenetjs/kernels/register",
      threads: 1,
      register: true,
    }),
  }));
  const work = "step";
  return {
    works: [work],
    subjects: [
      ...byNode.flatMap(({ tenet, layers, registered }) => [...tenet, layers, registered]),
      ...torch.filter((subject) => subject !== undefined),
    ],
    rows(results) {
      const find = (subject: Subject | undefined) => resultOf(results, subject, work);
      const ours = byNode.flatMap(({ tenet, layers, registered }) => [
        ...tenet.flatMap((subject, index) =>
          rows(find(subject), [
            { reference: find(layers), bar: againstLayers[subject.threads] },
            { reference: find(torch[index]), bar: againstPytorch[subject.threads] },
          ]),
        ),
        ...rows(find(registered), [{ reference: find(layers) }]),
        ...rows(find(layers)),
      ]);
      return [...ours, ...torch.flatMap((subject) => rows(find(subject)))];
    },
  };
}

type Reference = { readonly reference: Result | undefined; readonly bar?: Bar | undefined };

/** A row for each reference that there is, or else one alone. */
function rows(result: Result | undefined, references: readonly Reference[] = []): Row[] {
  if (result === undefined) return [];
  const { subject, rounds } = result;
  const row = { work: "training step", subject: subject.name, threads: subject.threads, rounds, unit: "ms" };
  const compared = references.flatMap(({ reference, bar }): Row[] => {
    if (reference === undefined) return [];
    const against = `${reference.subject.name}, threads: ${reference.subject.threads}`;
    const speed = ratios(reference.rounds, rounds);
    return [{ ...row, comparison: { against, ratios: speed, as: "times", ...(bar && { bar }) } }];
  });
  return compared.length > 0 ? compared : [row];
}
