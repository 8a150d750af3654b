/** What a conversation is about, without the names in front by which a network addresses. */
export function titleOf({ subject, contact }: { subject: string; contact: { name: string } }): string {
  return subject.replace(/^(?:@\S+\s+)+/, '') || subject || contact.name;
}
