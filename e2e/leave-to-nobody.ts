import { expect, type APIResponse, type BrowserContext } from '@playwright/test';

/** Gives a conversation to a team in which nobody works, so that nobody has it and nobody is given it. */
export async function leaveToNobody(
  admin: BrowserContext,
  { origin, conversationId, teamName }: { origin: string; conversationId: string; teamName: string },
): Promise<void> {
  const headers = { origin };
  const team = await bodyOf<{ id: string }>(
    admin.request.post('/api/teams', { headers, data: { name: teamName } }),
  );
  // Placement may give it to somebody between reading and writing; then the version is an old one.
  await expect(async () => {
    const { version } = await bodyOf<{ version: number }>(
      admin.request.get(`/api/conversations/${conversationId}`),
    );
    await bodyOf(
      admin.request.patch(`/api/conversations/${conversationId}`, {
        headers,
        data: { version, teamId: team.id, assigneeId: null },
      }),
    );
  }).toPass({ timeout: 30_000 });
}

export async function bodyOf<T>(answer: Promise<APIResponse>): Promise<T> {
  const response = await answer;
  if (!response.ok())
    throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
  return (await response.json()) as T;
}
