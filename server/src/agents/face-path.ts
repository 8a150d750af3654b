export const faceSizes = [64, 256, 512] as const;
/** Pixels of a square face. */
export type FaceSize = (typeof faceSizes)[number];

/** @param version 0 for the portrait with initials */
export function facePath(agentId: string, version: number, size: FaceSize): string {
  return `/faces/${agentId}/${version}/${size}.webp`;
}
