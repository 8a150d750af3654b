import { IconPencil, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import type { AttachedPicture } from '../local-draft.ts';
import type { Upload } from '../use-pictures.ts';
import styles from './PictureRows.module.css';

interface PictureRowsProps {
  pictures: readonly AttachedPicture[];
  uploads: readonly Upload[];
  altLimit: number;
  onDescribe: (id: string, alt: string) => void;
  onRemove: (id: string) => void;
}

/** Pictures that go out with the reply; each has to say in words what it shows. */
export function PictureRows({ pictures, uploads, altLimit, onDescribe, onRemove }: PictureRowsProps) {
  const { t } = useTranslation();
  if (pictures.length === 0 && uploads.length === 0) return null;
  return (
    <div className={styles.rows}>
      {pictures.map((picture) => (
        <PictureRow
          key={picture.id}
          picture={picture}
          altLimit={altLimit}
          onDescribe={(alt) => onDescribe(picture.id, alt)}
          onRemove={() => onRemove(picture.id)}
        />
      ))}
      {uploads.map(({ key, name, share }) => (
        <div key={key} className={styles.row}>
          <span className="ell">{name}</span>
          <span
            className={styles.bar}
            role="progressbar"
            aria-label={t('composer.pictures.uploading', { name })}
            aria-valuenow={Math.round(share * 100)}
          >
            <i style={{ width: `${share * 100}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}

interface PictureRowProps {
  picture: AttachedPicture;
  altLimit: number;
  onDescribe: (alt: string) => void;
  onRemove: () => void;
}

function PictureRow({ picture: { previewUrl, alt }, altLimit, onDescribe, onRemove }: PictureRowProps) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(alt === '');
  const [typed, setTyped] = useState(alt ?? '');
  const finish = () => {
    const next = typed.trim();
    if (next !== '' && next !== alt) onDescribe(next);
    if (next !== '' || alt === null) setEditing(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    finish();
  };
  return (
    <div className={styles.row} data-needs={alt === ''}>
      <img className={styles.thumbnail} src={previewUrl} alt="" />
      <Chip tone={alt === '' ? 'soon' : 'accent'}>ALT</Chip>
      {isEditing ? (
        <input
          className={styles.alt}
          aria-label={t('composer.pictures.describe')}
          placeholder={t('composer.pictures.describe')}
          maxLength={altLimit}
          // The description is what is asked for next.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={onKeyDown}
        />
      ) : (
        <span className="grow ell" dir="auto" title={alt ?? undefined}>
          {alt ?? t('composer.pictures.describedElsewhere')}
        </span>
      )}
      {!isEditing && (
        <Button
          tone="quiet"
          size="small"
          icon={IconPencil}
          aria-label={t('composer.pictures.editAlt')}
          onClick={() => setEditing(true)}
        />
      )}
      <Button
        tone="quiet"
        size="small"
        icon={IconX}
        aria-label={t('composer.pictures.remove')}
        onClick={onRemove}
      />
    </div>
  );
}
