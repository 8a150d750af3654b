import { useMediaQuery } from '@mantine/hooks';

/** One column with a tab bar. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 639px)', undefined, { getInitialValueInEffect: false }) ?? false;
}

/** List or conversation, not both. */
export function useOneColumn(): boolean {
  return useMediaQuery('(max-width: 799px)', undefined, { getInitialValueInEffect: false }) ?? false;
}

/** Too narrow for the column on the right, which becomes a drawer. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 1359px)', undefined, { getInitialValueInEffect: false }) ?? false;
}

/** Nothing to drag with: a phone, or a screen that is touched. */
export function useTouch(): boolean {
  const isCoarse = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false }) ?? false;
  return usePhone() || isCoarse;
}
