/** What a conversation is about, without the names in front by which a network addresses. */
export function titleOf({ subject, contact }: { subject: string; contact: { name: string } }): string {
  return subject.replace(/^(?:@\S+\s+)+/, '') || subject || contact.name;
}

/** The beginning of the last message for a row: who it is addressed to says nothing there, it is always us. */
export function withoutAddress(excerpt: string): string {
  return excerpt.replace(/^(?:@\S+\s+)+/u, '') || excerpt;
}
