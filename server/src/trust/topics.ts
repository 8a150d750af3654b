/** What separates topics in a line like "Festnetz, Umzug und Störungen". */
const SEPARATORS = /\s*[,;·/]\s*|\s+(?:und|and|&|sowie)\s+/iu;
/** More would be a list of words, no longer a choice. */
const MOST = 10;

/** The single topics of what somebody helps with, in their order and spelling. */
export function topicsOf(helpsWith: string): string[] {
  return helpsWith
    .split(SEPARATORS)
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '');
}

/** Topics that people share, the most frequent first, each once whatever its capitals. */
export function commonTopics(helpsWith: readonly string[], locale: string): string[] {
  const counted = new Map<string, { topic: string; people: number }>();
  for (const topic of helpsWith.flatMap(topicsOf)) {
    const key = topic.toLocaleLowerCase(locale);
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { topic, people: 1 });
    else known.people += 1;
  }
  return [...counted.values()]
    .toSorted((a, b) => b.people - a.people || a.topic.localeCompare(b.topic, locale))
    .slice(0, MOST)
    .map(({ topic }) => topic);
}

/** Whether somebody helps with a topic. */
export function helpsWithTopic(helpsWith: string, topic: string): boolean {
  const wanted = topic.toLocaleLowerCase();
  return topicsOf(helpsWith).some((each) => each.toLocaleLowerCase() === wanted);
}
