/** What an erasure does to a store. */
export type OnErasure =
  /** Nothing of the shopper stays. */
  | 'erased'
  /** Stays, on a ground that the receipt names. */
  | 'kept'
  /** Ends by itself, soon. */
  | 'expires'
  /** Holds ids and hashes, and no word about anybody. */
  | 'nothing-personal'
  /** Lies outside of this program: whoever runs it has to see to it. */
  | 'elsewhere';

export interface DataStore {
  readonly id: DataStoreId;
  readonly place: 'database' | 'files' | 'memory' | 'browser' | 'output' | 'elsewhere';
  /** Of the document store, where it is one. */
  readonly collections: readonly string[];
  readonly onErasure: OnErasure;
}

/**
 * Every place where something about a shopper may stand. `knowledge/privacy.yaml` tells in Chinese what each holds; a
 * test looks through the program for collections that are missing here.
 */
export const dataStores: readonly DataStore[] = [
  { id: 'log', place: 'database', collections: [], onErasure: 'erased' },
  { id: 'state', place: 'database', collections: [], onErasure: 'erased' },
  {
    id: 'belonging',
    place: 'database',
    collections: ['conversation-belonging', 'chat-session'],
    onErasure: 'erased',
  },
  {
    id: 'restricted',
    place: 'database',
    collections: ['restricted-conversation'],
    onErasure: 'erased',
  },
  {
    id: 'identity',
    place: 'database',
    collections: ['identity-check'],
    onErasure: 'erased',
  },
  { id: 'cases', place: 'database', collections: ['case', 'promise'], onErasure: 'erased' },
  { id: 'uploads', place: 'files', collections: ['upload'], onErasure: 'erased' },
  { id: 'queue', place: 'database', collections: ['held-conversation'], onErasure: 'erased' },
  { id: 'outbox', place: 'database', collections: [], onErasure: 'erased' },
  { id: 'timers', place: 'database', collections: [], onErasure: 'nothing-personal' },
  { id: 'indexes', place: 'database', collections: [], onErasure: 'nothing-personal' },
  { id: 'keys', place: 'database', collections: [], onErasure: 'nothing-personal' },
  { id: 'audit', place: 'database', collections: [], onErasure: 'nothing-personal' },
  { id: 'receipts', place: 'database', collections: ['privacy-receipt'], onErasure: 'kept' },
  { id: 'erasure-list', place: 'files', collections: [], onErasure: 'nothing-personal' },
  { id: 'revisions', place: 'database', collections: ['revision'], onErasure: 'nothing-personal' },
  {
    id: 'demo-orders',
    place: 'database',
    collections: ['demo-orders', 'demo-service-request'],
    onErasure: 'nothing-personal',
  },
  {
    id: 'opinions',
    place: 'database',
    collections: ['told-answer'],
    onErasure: 'nothing-personal',
  },
  { id: 'suggestions', place: 'memory', collections: [], onErasure: 'expires' },
  { id: 'counters', place: 'memory', collections: [], onErasure: 'expires' },
  { id: 'logs', place: 'output', collections: [], onErasure: 'nothing-personal' },
  { id: 'drafts', place: 'browser', collections: [], onErasure: 'elsewhere' },
  { id: 'cookie', place: 'browser', collections: [], onErasure: 'expires' },
  { id: 'order-system', place: 'elsewhere', collections: [], onErasure: 'elsewhere' },
  { id: 'backups', place: 'elsewhere', collections: [], onErasure: 'elsewhere' },
  { id: 'before-restore', place: 'files', collections: [], onErasure: 'elsewhere' },
];

export type DataStoreId =
  | 'log'
  | 'state'
  | 'belonging'
  | 'restricted'
  | 'identity'
  | 'cases'
  | 'uploads'
  | 'queue'
  | 'outbox'
  | 'timers'
  | 'indexes'
  | 'keys'
  | 'audit'
  | 'receipts'
  | 'erasure-list'
  | 'revisions'
  | 'demo-orders'
  | 'opinions'
  | 'suggestions'
  | 'counters'
  | 'logs'
  | 'drafts'
  | 'cookie'
  | 'order-system'
  | 'backups'
  | 'before-restore';
