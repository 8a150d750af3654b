import type { PublicForm } from '@visavis/shared/agents/public-face';
import type { Me } from '@visavis/shared/api/session';
import { IconUser } from '@tabler/icons-react';
import { useMe } from '../../../lib/directory.queries.ts';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './profile.module.css';

/** The portrait that stands in for a photo, as the server draws it for this mark. */
export function initialsOfMe({ id }: Pick<Me, 'id'>): string {
  return `/faces/${id}/0/256.webp`;
}

/** How the public would see the face of whoever is signed in. */
export function PreviewFace({ form, size }: { form: PublicForm; size: number }) {
  const me = useMe();
  if (form === 'shielded') {
    return (
      <span className={styles.nobody} style={{ width: size, height: size }} aria-hidden="true">
        <Icon of={IconUser} size={Math.round(size * 0.6)} />
      </span>
    );
  }
  const src = form === 'portrait' ? me.avatarUrl : initialsOfMe(me);
  return <Face name={me.displayName} src={src} size={size} isDecorative />;
}
