/** Who an author of a post is to us. */
export interface RecognisedContact {
  contactId: string;
  identityId: string;
  /** Muted: stored, without asking for anybody's attention. */
  isMuted: boolean;
}
