/** Whether text is a whole address that customers may be led to: http or https, with a host, without credentials. */
export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:\/\//iu.test(text) &&
    url.hostname !== '' &&
    url.username === '' &&
    url.password === '' &&
    !/\s/u.test(text)
  );
}
