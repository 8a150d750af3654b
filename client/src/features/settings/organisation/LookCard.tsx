import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { accentColours, isColour } from '@visavis/shared/trust/accent-colours';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../lib/api-client.ts';
import { useFieldFaults, useSentence } from '../../../lib/error-sentence.ts';
import { useFormat } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { OrganisationCard } from './OrganisationCard.tsx';
import styles from './organisation.module.css';
import { useOrganisationChanges, useSaveLogo } from './organisation.queries.ts';
import { PublicPreview } from './PublicPreview.tsx';

/** What the picker shows before a colour was chosen: that of the product, which needs no contrast made. */
const OWN_ACCENT = '#0e5a6b';

/** Logo and colour of the public pages, with a picture of how they will look in both themes. */
export function LookCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const colour = form.accentColour;
  const isBad = colour !== null && !isColour(colour);
  const shown = isBad ? stored.accentColour : colour;
  return (
    <OrganisationCard
      title={t('organisation.look.title')}
      changes={changes}
      isFaulty={isBad}
      aside={<PublicPreview organisation={{ ...form, accentColour: shown }} />}
    >
      <LogoField logoUrl={stored.logoUrl} />
      <Field
        label={t('organisation.look.accent')}
        help={
          <>
            {t('organisation.look.accentHelp')}
            <Readability colour={shown} />
          </>
        }
        error={isBad ? t('organisation.look.accentBad') : faults.accentColour}
      >
        {(aria) => (
          <div className={styles.colour}>
            <input
              type="color"
              className={styles.swatch}
              aria-label={t('organisation.look.accentPick')}
              value={shown ?? OWN_ACCENT}
              onChange={(event) => set({ accentColour: event.currentTarget.value.toLowerCase() })}
            />
            <input
              type="text"
              {...aria}
              maxLength={7}
              placeholder="#0E5A6B"
              spellCheck={false}
              value={colour ?? ''}
              onChange={(event) =>
                set({ accentColour: event.currentTarget.value.trim().toLowerCase() || null })
              }
            />
            {colour !== null && (
              <Button tone="quiet" onClick={() => set({ accentColour: null })}>
                {t('organisation.look.accentReset')}
              </Button>
            )}
          </div>
        )}
      </Field>
    </OrganisationCard>
  );
}

function Readability({ colour }: { colour: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (colour === null) return null;
  const { contrastOnWhite, contrastOnDark, light, dark } = accentColours(colour);
  const sentences = [
    light.accent === colour ? null : t('organisation.look.darker', { ratio: format.count(contrastOnWhite) }),
    dark.accent === colour ? null : t('organisation.look.lighter', { ratio: format.count(contrastOnDark) }),
  ].filter((sentence) => sentence !== null);
  return (
    <div role="status">{sentences.length === 0 ? t('organisation.look.asItIs') : sentences.join(' ')}</div>
  );
}

const REASONS = ['not-a-picture', 'vector', 'animated', 'too-many-pixels', 'unreadable'] as const;

function LogoField({ logoUrl }: { logoUrl: string | null }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSaveLogo();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const faultOf = (error: unknown) => {
    const reason = error instanceof ApiError && error.code === 'media-rejected' ? error.details.reason : null;
    const known = REASONS.find((each) => each === reason);
    return known ? t(`organisation.look.refused.${known}`) : sentence(error);
  };
  const submit = (picture: File | null) => {
    setFault(null);
    save.mutate(picture, {
      onSuccess: () =>
        toasts.show({
          text: t(picture ? 'organisation.look.logoSaved' : 'organisation.look.logoRemoved'),
          tone: 'done',
        }),
      onError: (error) => setFault(faultOf(error)),
    });
  };
  return (
    <Field label={t('organisation.look.logo')} help={t('organisation.look.logoHelp')} error={fault}>
      {(aria) => (
        <div className={styles.logo}>
          <input
            ref={input}
            {...aria}
            className={styles.file}
            type="file"
            tabIndex={-1}
            accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
            onChange={(event) => {
              const [picture] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (picture) submit(picture);
            }}
          />
          {logoUrl && <img className={styles.logoShown} src={logoUrl} alt={t('organisation.look.logo')} />}
          <Button isBusy={save.isPending} onClick={() => input.current?.click()}>
            {t(logoUrl ? 'organisation.look.changeLogo' : 'organisation.look.chooseLogo')}
          </Button>
          {logoUrl && (
            <Button tone="quiet" disabled={save.isPending} onClick={() => submit(null)}>
              {t('organisation.look.removeLogo')}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
