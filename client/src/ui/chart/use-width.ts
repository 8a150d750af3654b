import { useLayoutEffect, useRef, useState } from 'react';

/** Before anything was measured. */
const FIRST_WIDTH = 640;

/** How wide an element is, in CSS pixels, kept up to date: a picture that is drawn anew keeps its letters readable. */
export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = () => setWidth((last) => element.clientWidth || last);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
