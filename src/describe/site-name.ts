import { getDomain } from 'tldts';
import { originalAddress } from './dates/address.ts';
import { folded } from './text.ts';

/** Whether a name is what the host is called: `The Daily Example` and `dailyexample.com`. */
export function isHostName(name: string, url: string | null): boolean {
  const host = url ? getDomain(originalAddress(url)) : null;
  const label = folded((host ?? '').replace(/\.[^.]+$/, '')).replaceAll(' ', '');
  const said = folded(name.replace(/\.\p{L}{2,6}$/u, '')).replaceAll(' ', '');
  if (label.length < 3 || said.length < 3) return false;
  return (
    said === label || (said.length > 4 && label.includes(said)) || (label.length > 4 && said.includes(label))
  );
}
