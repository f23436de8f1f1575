export async function webgpuForTests(): Promise<{ available: true } | { available: false; reason: string }> {
  return { available: false, reason: "not written yet" };
}
