import type { ConsentPurpose } from '@visavis/shared/agents/public-face';

export const faceSizes = [64, 256, 512] as const;
/** Pixels of a square face. */
export type FaceSize = (typeof faceSizes)[number];

/**
 * A face as colleagues see it; without a session it is what replies may show.
 *
 * @param version 0 for the portrait with initials
 */
export function facePath(agentId: string, version: number, size: FaceSize): string {
  return `/faces/${agentId}/${version}/${size}.webp`;
}

/**
 * A face as the public sees it. Each purpose has an address of its own, so that what is withdrawn for one purpose is gone
 * at its old address while another one still shows it.
 */
export function publicFacePath(
  purpose: ConsentPurpose,
  face: { agentId: string; version: number; size: FaceSize },
): string {
  return `/faces/${purpose}/${face.agentId}/${face.version}/${face.size}.webp`;
}
