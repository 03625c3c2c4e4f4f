import { useEffect, useState } from 'preact/hooks';
import { type Route, readRoute, routeText } from './route.ts';

interface Place {
  readonly route: Route | null;
  /** Whether the shopper has moved since the page was opened: the focus goes along. */
  readonly hasMoved: boolean;
}

/** Where in the page the address says that the shopper is; 返回 leads back one step. */
export function useRoute(): Place {
  const [place, setPlace] = useState<Place>({ route: readRoute(location.hash), hasMoved: false });
  useEffect(() => {
    const follow = () => setPlace({ route: readRoute(location.hash), hasMoved: true });
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}

/** Moves on; the step before stays behind the browser's 返回. */
export function goTo(route: Route): void {
  location.hash = routeText(route);
}
