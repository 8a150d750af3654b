import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Card } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { PhotoDialog, type ChosenPhoto } from './PhotoDialog.tsx';
import { initialsOfMe } from './PreviewFace.tsx';
import { hasPhoto, useSaveFace } from './profile.queries.ts';
import styles from './profile.module.css';

/** Photo or initials, side by side: neither is the better one. */
export function PhotoCard() {
  const { t } = useTranslation();
  const me = useMe();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ChosenPhoto | null>(null);
  const close = () => {
    if (chosen) URL.revokeObjectURL(chosen.src);
    setChosen(null);
  };
  const isPhoto = hasPhoto(me);
  const isShown = Object.values(me.forms).includes('portrait');
  return (
    <Card title={t('profile.photo.title')}>
      <div className={styles.choices}>
        <div className={styles.choice} data-chosen={isPhoto}>
          <Face name={me.displayName} src={isPhoto ? me.avatarUrl : null} size={72} isDecorative />
          <div>
            <h3>
              {t('profile.photo.photo')} {isPhoto && <Chip tone="ok">{t('profile.photo.inUse')}</Chip>}
            </h3>
            <p>{t(isPhoto && !isShown ? 'profile.photo.photoUnseen' : 'profile.photo.photoText')}</p>
            <input
              ref={input}
              className={styles.file}
              type="file"
              tabIndex={-1}
              aria-label={t('profile.photo.choose')}
              accept="image/jpeg,image/png,image/webp"
              onChange={(event) => {
                const [picture] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (picture) setChosen({ file: picture, src: URL.createObjectURL(picture) });
              }}
            />
            <Button onClick={() => input.current?.click()}>
              {t(isPhoto ? 'profile.photo.replace' : 'profile.photo.choose')}
            </Button>
          </div>
        </div>
        <InitialsChoice isChosen={!isPhoto} />
      </div>
      <PhotoDialog photo={chosen} onClose={close} />
    </Card>
  );
}

function InitialsChoice({ isChosen }: { isChosen: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSaveFace();
  const use = () =>
    save.mutate(null, {
      onSuccess: () => toasts.show({ text: t('profile.photo.removed'), tone: 'done' }),
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  return (
    <div className={styles.choice} data-chosen={isChosen}>
      <Face name={me.displayName} src={initialsOfMe(me)} size={72} isDecorative />
      <div>
        <h3>
          {t('profile.photo.initials')} {isChosen && <Chip tone="ok">{t('profile.photo.inUse')}</Chip>}
        </h3>
        <p>{t('profile.photo.initialsText')}</p>
        {!isChosen && (
          <Button isBusy={save.isPending} onClick={use}>
            {t('profile.photo.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}
