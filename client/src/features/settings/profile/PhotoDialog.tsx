import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../lib/api-client.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import { PhotoCrop } from '../../../ui/PhotoCrop.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useSaveFace, type PhotoCrop as Crop } from './profile.queries.ts';
import styles from './profile.module.css';

export interface ChosenPhoto {
  file: File;
  /** An address of this page alone. */
  src: string;
}

/** Which part of a photo is the face; saved from here, so that a refusal is read beside the photo. */
export function PhotoDialog({ photo, onClose }: { photo: ChosenPhoto | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={photo !== null} onClose={onClose} title={t('profile.photo.dialog')}>
      {photo && <PhotoForm key={photo.src} photo={photo} onClose={onClose} />}
    </Dialog>
  );
}

function PhotoForm({ photo: { file, src }, onClose }: { photo: ChosenPhoto; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const save = useSaveFace();
  const refusal = useRefusal();
  const [crop, setCrop] = useState<Crop | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const submit = () =>
    save.mutate(
      { file, crop },
      {
        onSuccess: () => {
          onClose();
          toasts.show({ text: t('profile.photo.saved'), tone: 'done' });
        },
      },
    );
  return (
    <div className={styles.photoForm}>
      {save.error && (
        <Banner tone="bad" role="alert">
          {refusal(save.error)}
        </Banner>
      )}
      {isUnreadable ? (
        <Banner tone="bad" role="alert">
          {t('profile.photo.refusedFor.unreadable')}
        </Banner>
      ) : (
        <>
          <p className={styles.quiet}>{t('profile.photo.cropHelp')}</p>
          <PhotoCrop
            src={src}
            label={t('profile.photo.cropArea')}
            zoomLabel={t('profile.photo.zoom')}
            onChange={setCrop}
            onUnreadable={() => setUnreadable(true)}
          />
        </>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button tone="primary" isBusy={save.isPending} disabled={isUnreadable} onClick={submit}>
          {t('profile.photo.save')}
        </Button>
      </DialogActions>
    </div>
  );
}

const REASONS = ['too-many-pixels', 'vector', 'unreadable', 'not-a-picture'] as const;

/** Why a picture was refused, in the words of whoever looks at the screen. */
function useRefusal(): (error: unknown) => string {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (error) => {
    if (!(error instanceof ApiError) || error.code !== 'media-rejected') return sentence(error);
    const reason = REASONS.find((known) => known === error.details['reason']);
    return reason === undefined ? t('profile.photo.refused') : t(`profile.photo.refusedFor.${reason}`);
  };
}
