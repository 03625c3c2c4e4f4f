import type { Activity as OfficialActivity } from 'botframework-directlinejs';
import type { Activity } from '../../src/api/directline.ts';
import { FetchXhr } from './fetch-xhr.ts';
import { createReceived, type Received } from './received.ts';

// Before the client is loaded: it looks for a browser's globals when it starts.
Object.assign(globalThis, { XMLHttpRequest: FetchXhr });
const { DirectLine } = await import('botframework-directlinejs');

export interface OfficialClient {
  readonly activities: Received<Activity>;
  /** Resolves with the id the server gave. */
  post(activity: object): Promise<string>;
  end(): void;
}

/** Microsoft's own client, `botframework-directlinejs`, connected and listening. */
export function connectOfficialClient(options: {
  readonly domain: string;
  readonly token: string;
  readonly webSocket: boolean;
}): OfficialClient {
  // Its wait before it reconnects is 3 to 15 s by chance; without chance it is 3 s.
  const services = { random: () => 0 };
  const client = new DirectLine({ ...options, pollingInterval: 200, ...services });
  const activities = createReceived<Activity>();
  const listening = client.activity$.subscribe((activity) =>
    // The same wire, described by two sets of types.
    activities.add(activity as unknown as Activity),
  );
  return {
    activities,
    post: (activity) =>
      new Promise((resolve, reject) => {
        client.postActivity(activity as OfficialActivity).subscribe(resolve, reject);
      }),
    end() {
      listening.unsubscribe();
      client.end();
    },
  };
}
