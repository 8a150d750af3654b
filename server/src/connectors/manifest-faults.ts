import type { ConnectorManifest } from '@visavis/shared/api/channels';

/** What is wrong with a manifest, one sentence each. The browser draws forms, icons and counters from it unseen. */
export function manifestFaults(manifest: ConnectorManifest, folder: string): string[] {
  const faults: string[] = [];
  const demand = (ok: boolean, fault: string) => {
    if (!ok) faults.push(fault);
  };
  demand(manifest.id === folder, `the manifest's id "${manifest.id}" differs from the folder "${folder}"`);
  demand(Boolean(manifest.name), 'the manifest has no name');
  demand(/^[Mm][\d\s.,a-zA-Z-]+$/.test(manifest.icon ?? ''), 'the icon is no path data');
  demand(manifest.kinds?.length > 0, 'the manifest names no kind of conversation');
  demand(manifest.ingests?.length > 0, 'the manifest names no way to ingest');
  demand(Array.isArray(manifest.capabilities), 'the manifest has no list of capabilities');
  demand(
    manifest.textLimit === null || manifest.textLimit > 0,
    'the text limit is neither null nor a positive number',
  );
  demand(
    Boolean(manifest.media) === Boolean(manifest.capabilities?.includes('media')),
    'the media limits and the capability "media" contradict each other',
  );
  const { replyWindow } = manifest;
  demand(
    replyWindow === undefined || (replyWindow.hours > 0 && replyWindow.kinds.length > 0),
    'the reply window has no hours, or no kind of conversation',
  );
  demand(
    replyWindow?.kinds.every((kind) => manifest.kinds?.includes(kind)) ?? true,
    'the reply window is for a kind of conversation that the network does not have',
  );
  return [...faults, ...fieldFaults(manifest)];
}

function fieldFaults(manifest: ConnectorManifest): string[] {
  const fields = manifest.fields ?? [];
  const doubled = fields.filter((field, at) => fields.findIndex((other) => other.name === field.name) !== at);
  const unlabelled = fields.filter(
    (field) => !field.label?.de || !field.label.en || !field.help?.de || !field.help.en,
  );
  return [
    ...doubled.map((field) => `the field "${field.name}" appears twice`),
    ...unlabelled.map((field) => `the field "${field.name}" lacks a label or help in German or English`),
  ];
}
