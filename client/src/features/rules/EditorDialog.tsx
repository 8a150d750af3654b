import { useState, type ReactNode } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { useUnsaved } from '../../ui/use-unsaved.tsx';

/** What the form in an editor works with. */
export interface Edited<Item, Draft> {
  draft: Draft;
  /** Of what the draft was begun with; undefined for a new one. */
  version: number | undefined;
  onChange: (draft: Draft) => void;
  /** Begins anew with what somebody else saved meanwhile. */
  onTake: (theirs: Item) => void;
  onCancel: () => void;
  onSaved: () => void;
}

interface EditorDialogProps<Item, Draft> {
  title: string;
  /** Null writes a new one. */
  item: Item | null;
  draftOf: (item: Item | null) => Draft;
  /** What would be lost, in a sentence. */
  discard: string;
  onClose: () => void;
  children: (edited: Edited<Item, Draft>) => ReactNode;
}

/** Where a rule or a policy is written: a draft that is not left by mistake, and knows which version it changes. */
export function EditorDialog<Item extends { version: number }, Draft>({
  title,
  item,
  draftOf,
  discard,
  onClose,
  children,
}: EditorDialogProps<Item, Draft>) {
  const [draft, setDraft] = useState(() => draftOf(item));
  const [base, setBase] = useState({ draft, version: item?.version });
  const { close, question } = useUnsaved({
    isDirty: JSON.stringify(draft) !== JSON.stringify(base.draft),
    text: discard,
    onLeave: onClose,
  });
  const take = (theirs: Item) => {
    const taken = draftOf(theirs);
    setDraft(taken);
    setBase({ draft: taken, version: theirs.version });
  };
  return (
    <>
      <Dialog isOpen onClose={close} title={title} width={760}>
        {children({
          draft,
          version: base.version,
          onChange: setDraft,
          onTake: take,
          onCancel: close,
          onSaved: onClose,
        })}
      </Dialog>
      {question}
    </>
  );
}
