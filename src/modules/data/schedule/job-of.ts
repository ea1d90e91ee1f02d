/** What the queue calls a schedule. */
export function jobOf(id: string): string {
  return `schedule ${id}`;
}
