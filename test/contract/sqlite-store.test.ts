import { openTempStore } from '../support/store-sqlite.ts';
import { storeContract } from './store-contract.ts';

storeContract({ name: 'SQLite', open: () => openTempStore() });
