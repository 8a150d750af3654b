import { useTellNotices } from '../use-tell-notices.tsx';

interface NoticeTellerProps {
  openId: string | null;
  onOpen: (conversationId: string) => void;
  onOpenDue: () => void;
  onOpenChannels: () => void;
  onOpenReports: () => void;
}

/** Tells of notices as they come, wherever in the app somebody is. */
export function NoticeTeller(props: NoticeTellerProps) {
  const said = useTellNotices(props);
  return (
    <p className="vh" role="status">
      {said}
    </p>
  );
}
