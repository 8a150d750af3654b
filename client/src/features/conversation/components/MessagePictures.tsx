import type { MessageMedia } from '@visavis/shared/api/conversations';
import { IconChevronLeft, IconChevronRight, IconPhotoOff, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './MessagePictures.module.css';

/** The pictures of a message, small beside its text; each opens large. */
export function MessagePictures({ media }: { media: MessageMedia[] }) {
  const [large, setLarge] = useState<number | null>(null);
  if (media.length === 0) return null;
  return (
    <>
      <div className={cx(styles.pictures, media.length > 1 && styles.several)}>
        {media.map((picture, at) => (
          <Thumbnail key={picture.id} picture={picture} onOpen={() => setLarge(at)} />
        ))}
      </div>
      <Lightbox media={media} at={large} onMove={setLarge} />
    </>
  );
}

function Thumbnail({ picture, onOpen }: { picture: MessageMedia; onOpen: () => void }) {
  const { t } = useTranslation();
  const { url, previewUrl, alt, state, width, height } = picture;
  const src = previewUrl ?? url;
  if (src === null || state !== 'ready') {
    const why = state === 'pending' ? 'pending' : state === 'refused' ? 'refused' : 'failed';
    return (
      <div className={cx(styles.thumbnail, styles.missing)}>
        <Icon of={IconPhotoOff} />
        <span>{t(`conversation.picture.${why}`)}</span>
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.thumbnail}
      onClick={onOpen}
      aria-label={t('conversation.picture.open', { alt: alt || t('conversation.picture.undescribed') })}
    >
      <img
        src={src}
        alt=""
        loading="lazy"
        decoding="async"
        // The place is kept while the picture loads, so that nothing jumps.
        style={{ aspectRatio: width && height ? `${width} / ${Math.min(height, width * 1.4)}` : '3 / 2' }}
      />
      {alt && (
        <span className={styles.alt} title={alt}>
          ALT
        </span>
      )}
    </button>
  );
}

interface LightboxProps {
  media: MessageMedia[];
  at: number | null;
  onMove: (at: number | null) => void;
}

function Lightbox({ media, at, onMove }: LightboxProps) {
  const { t } = useTranslation();
  const picture = at === null ? undefined : media[at];
  const step = (by: number) => at !== null && onMove((at + by + media.length) % media.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  };
  return (
    <Dialog
      isOpen={picture !== undefined}
      onClose={() => onMove(null)}
      title={t('conversation.picture.title')}
      width={960}
      isBare
    >
      {picture && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows only repeat the two buttons
        <figure className={styles.large} onKeyDown={onKeyDown}>
          <img src={picture.url ?? picture.previewUrl ?? ''} alt={picture.alt} />
          <figcaption>
            {media.length > 1 && (
              <Button
                tone="quiet"
                icon={IconChevronLeft}
                aria-label={t('conversation.picture.previous')}
                onClick={() => step(-1)}
              />
            )}
            <span className="grow" dir="auto">
              {picture.alt || t('conversation.picture.undescribed')}
            </span>
            {media.length > 1 && (
              <Button
                tone="quiet"
                icon={IconChevronRight}
                aria-label={t('conversation.picture.next')}
                onClick={() => step(1)}
              />
            )}
            <Button
              tone="quiet"
              icon={IconX}
              aria-label={t('common.close')}
              onClick={() => onMove(null)}
              data-autofocus
            />
          </figcaption>
        </figure>
      )}
    </Dialog>
  );
}
