import type { Tensor } from "@tensorflow/tfjs-core";

/** What we read of tfjs-layers' LSTM, GRU and SimpleRNN. That package is never imported, not even for its types. */
export type RecurrentLayer = {
  readonly name: string;
  getClassName(): string;
  readonly cell: RecurrentCell;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  /** The states that a stateful layer carries over. */
  readonly states_: readonly Tensor[] | null;
  getInitialState(inputs: Tensor): Tensor[];
  resetStates(states: readonly Tensor[], training: boolean): void;
  call(inputs: Tensor | readonly Tensor[], options?: CallOptions | null): Tensor | Tensor[];
};

type RecurrentCell = {
  readonly units: number;
  readonly kernel: LayerVariable;
  readonly recurrentKernel: LayerVariable;
  readonly bias: LayerVariable | null;
  readonly activation: Activation;
  /** Absent in a SimpleRNN. */
  readonly recurrentActivation?: Activation;
  readonly dropout: number;
  readonly recurrentDropout: number;
};

type LayerVariable = { read(): Tensor };
type Activation = { getClassName(): string };

export type CallOptions = {
  readonly mask?: Tensor | readonly Tensor[] | null;
  readonly training?: boolean | null;
  readonly initialState?: readonly Tensor[] | null;
};
