import { describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { person } from '../../test/sample-data.ts';
import { presencePushes, presenceQuery, withPeople, type People } from './presence.ts';

const reads = (id: string): People => [{ agent: person(id), state: 'reading' }];

describe('who is in which conversation', () => {
  it('is patched by pushes, and forgotten where everybody left', () => {
    const first = withPeople({}, { conversationId: 'c-1', people: reads('jana') });
    const both = withPeople(first, { conversationId: 'c-2', people: reads('mehmet') });
    expect(Object.keys(both)).toEqual(['c-1', 'c-2']);
    expect(withPeople(both, { conversationId: 'c-1', people: [] })).toEqual({ 'c-2': reads('mehmet') });
    expect(withPeople(both, { conversationId: 'never', people: [] })).toEqual(both);
  });

  it('is not begun by a push: what was not asked for would be half of it', async () => {
    const client = new QueryClient();
    presencePushes['presence.changed']({ conversationId: 'c-1', people: reads('jana') }, client);
    expect(client.getQueryData(presenceQuery.queryKey)).toBeUndefined();
    expect(await client.fetchQuery(presenceQuery)).toEqual({});
    presencePushes['presence.changed']({ conversationId: 'c-1', people: reads('jana') }, client);
    expect(client.getQueryData(presenceQuery.queryKey)).toEqual({ 'c-1': reads('jana') });
  });

  it('keeps what was pushed while it was asked for', async () => {
    const client = new QueryClient();
    const asked = client.fetchQuery(presenceQuery);
    presencePushes['presence.changed']({ conversationId: 'c-1', people: reads('jana') }, client);
    await asked;
    expect(client.getQueryData(presenceQuery.queryKey)).toMatchObject({ 'c-1': reads('jana') });
  });

  it('tells nothing of a conversation that is out of sight', async () => {
    const client = new QueryClient();
    client.setQueryData(presenceQuery.queryKey, { 'c-1': reads('jana') });
    presencePushes['conversation.removed']({ id: 'c-1' }, client);
    expect(client.getQueryData(presenceQuery.queryKey)).toEqual({});
  });
});
