import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { NamedBytes } from "./named-bytes.ts";

/** The bytes at `address`. @throws {TenetError} `NO_RUN` with the server's answer, or with the reason why there is none. */
export async function fetched(address: string): Promise<NamedBytes> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw none(
      address,
      String(error),
      "Check the address, the network, and the page's Content Security Policy.",
    );
  }
  if (!response.ok) throw none(address, `the answer ${response.status} ${response.statusText}`.trim());
  return { bytes: new Uint8Array(await response.arrayBuffer()), name: address };
}

function none(
  address: string,
  got: string,
  next = "Pass the address of a safetensors file of a run.",
): TenetError {
  return new TenetError("NO_RUN", problem("loadRun", `a file at ${address}`, phrase(got), next));
}
