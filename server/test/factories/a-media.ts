import { MediaService } from '../../src/media/media.service.ts';
import type { MediaDescription, NewPicture } from '../../src/media/media.types.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { TestApp } from '../test-app.ts';
import { aJpeg } from './picture-files.ts';

/** A picture that is ready: an upload of nobody unless told. */
export async function aMedia(app: TestApp, given: Partial<NewPicture> = {}): Promise<MediaDescription> {
  const media = app.get(MediaService);
  const picture: NewPicture = {
    kind: 'upload',
    data: await aJpeg(),
    alt: 'A router with a red lamp',
    ...given,
  };
  const id = await app.get(UnitOfWork).run((tx) => media.store(tx, picture));
  return media.get(id);
}
