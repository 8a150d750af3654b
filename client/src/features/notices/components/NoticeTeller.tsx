import { useTellNotices } from '../use-tell-notices.tsx';

/** Tells of notices as they come, wherever in the app somebody is; not of the conversation in front of them. */
export function NoticeTeller({ openId }: { openId: string | null }) {
  const said = useTellNotices(openId);
  return (
    <p className="vh" role="status">
      {said}
    </p>
  );
}
