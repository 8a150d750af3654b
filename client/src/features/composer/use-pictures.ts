import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { UploadedMedia } from '@visavis/shared/api/media';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { uploadFile } from '../../lib/upload.ts';
import { useToasts } from '../../ui/Toast.tsx';
import type { AttachedPicture } from './local-draft.ts';

type Rules = NonNullable<ConversationDetail['reply']['media']>;

export interface Upload {
  key: number;
  name: string;
  /** 0 to 1. */
  share: number;
}

interface PicturesOptions {
  rules: Rules | null;
  pictures: AttachedPicture[];
  onChange: (pictures: AttachedPicture[]) => void;
}

const MEGABYTE = 1_000_000;

/** Pictures on their way to the server and those that are there; what cannot go is said in a sentence at once. */
export function usePictures({ rules, pictures, onChange }: PicturesOptions) {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const sentence = useSentence();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const next = useRef(1);
  const latest = useRef(pictures);
  useEffect(() => {
    latest.current = pictures;
  }, [pictures]);

  const change = (changed: AttachedPicture[]) => {
    latest.current = changed;
    onChange(changed);
  };
  const refuse = (text: string) => void toasts.show({ text, tone: 'error' });

  const upload = async (file: File) => {
    const key = next.current++;
    setUploads((present) => [...present, { key, name: file.name, share: 0 }]);
    try {
      const media = await uploadFile<UploadedMedia>('/api/media', file, (share) =>
        setUploads((present) => present.map((each) => (each.key === key ? { ...each, share } : each))),
      );
      change([...latest.current, { id: media.id, previewUrl: media.previewUrl, alt: media.alt }]);
    } catch (error) {
      refuse(sentence(error));
    } finally {
      setUploads((present) => present.filter((each) => each.key !== key));
    }
  };

  const faultOf = (file: File, room: number): string | null => {
    if (rules === null) return t('composer.pictures.none');
    if (room <= 0) return t('composer.pictures.tooMany', { count: rules.maxCount });
    if (!rules.mimeTypes.includes(file.type)) return t('composer.pictures.kind');
    if (file.size > rules.maxBytes)
      return t('composer.pictures.tooBig', {
        size: format.count(Math.ceil((file.size * 10) / MEGABYTE) / 10),
        limit: Math.floor(rules.maxBytes / MEGABYTE),
      });
    return null;
  };

  return {
    uploads,
    add: (files: readonly File[]) => {
      let room = (rules?.maxCount ?? 0) - latest.current.length - uploads.length;
      for (const file of files) {
        const fault = faultOf(file, room);
        if (fault !== null) {
          refuse(fault);
          continue;
        }
        room -= 1;
        void upload(file);
      }
    },
    remove: (id: string) => change(latest.current.filter((picture) => picture.id !== id)),
    describe: async (id: string, alt: string) => {
      const before = latest.current;
      change(before.map((picture) => (picture.id === id ? { ...picture, alt } : picture)));
      try {
        await api.patch<UploadedMedia>(`/api/media/${id}`, { alt });
      } catch (error) {
        change(before);
        refuse(sentence(error));
      }
    },
  };
}
