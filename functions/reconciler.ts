/** Lambda: placeholder until the replay is in place. */
export async function handler(): Promise<void> {
  throw new Error('not built yet');
}
